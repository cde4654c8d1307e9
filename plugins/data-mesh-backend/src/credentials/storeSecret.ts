import { toError } from '@backstage/errors';
import type { SecretSink } from '@data-mesh/backstage-plugin-data-mesh-node';

const TIMEOUT_MS = 15_000;

/**
 * Has a sink keep a password. It has a limited time, and whatever it says is
 * rid of the password before anybody sees it.
 *
 * @returns where it was put
 */
export async function storeSecret(
  sink: SecretSink,
  secret: Parameters<SecretSink['store']>[0],
  timeoutMs: number = TIMEOUT_MS,
): Promise<string> {
  const hidden = (words: string) => words.replaceAll(secret.password, '…');
  let timer: NodeJS.Timeout | undefined;
  try {
    const place = await Promise.race([
      sink.store(secret),
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`no answer within ${timeoutMs} ms`)),
          timeoutMs,
        );
      }),
    ]);
    return hidden(place);
  } catch (error) {
    throw new Error(hidden(toError(error).message));
  } finally {
    clearTimeout(timer);
  }
}
