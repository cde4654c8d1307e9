import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';

const TIMEOUT_MS = 30_000;
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** Where the portal is, and what lets us in. */
export type Portal = { url: URL; token: string };

/**
 * The portal out of an address.
 *
 * @throws Error that says what is wrong with it
 */
export function readPortal(
  address: string | undefined,
  token: string | undefined,
  tokenName: string,
): Portal {
  if (!address) {
    throw new Error(
      'The portal is not known: give the address of its backend with --portal, or in PORTAL_URL',
    );
  }
  if (!URL.canParse(address)) {
    throw new Error(
      `'${address}' is no address of a portal: give one such as https://portal.example.com`,
    );
  }
  const url = new URL(address);
  // A token is a secret, which http would tell everybody on the way.
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && LOCAL.includes(url.hostname))
  ) {
    throw new Error(
      `'${address}' is not https, and the token would be read on the way: use the portal's https address`,
    );
  }
  if (!token) {
    throw new Error(
      `${tokenName} is not set: let it hold a token of the portal (backend.auth.externalAccess)`,
    );
  }
  return { url, token };
}

/**
 * What the portal's policies would find wrong with a descriptor.
 *
 * @throws Error where the portal did not say, with why
 */
export async function askPortal(
  { url, token }: Portal,
  body: object,
): Promise<PolicyCheck> {
  const address = new URL(
    `${url.pathname.replace(/\/$/, '')}/api/data-mesh/v1/policy-checks`,
    url,
  );
  let response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    const why = Reflect.get(Object(cause), 'message') ?? message;
    throw new Error(`${address.origin} could not be asked: ${why}`);
  }
  const text = await response.text();
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(
      `${address} answered ${response.status} with something that is not JSON: is this the address of the portal's backend?`,
    );
  }
  if (!response.ok) {
    throw new Error(
      `${address} answered ${response.status}: ${
        answer?.error?.message ?? 'no reason given'
      }`,
    );
  }
  if (
    typeof answer?.isBlocked !== 'boolean' ||
    !Array.isArray(answer.problems) ||
    !Array.isArray(answer.results)
  ) {
    throw new Error(
      `${address} answered with something that is no check of policies: does the portal have a data mesh of this version?`,
    );
  }
  return answer;
}
