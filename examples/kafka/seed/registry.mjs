/**
 * Subjects with their versions and compatibility levels, over Confluent's REST API. Idempotent:
 * registers the versions that a subject does not have yet, and sets levels that are not set.
 *
 * @param {string} url - the API's root
 * @param {import('./load.mjs').SeedSubject[]} subjects - a referenced one before its user
 * @returns {Promise<number>} how many versions were registered
 */
export async function seedRegistry(url, subjects) {
  const known = new Set(await call(url, 'GET', '/subjects'));
  let registered = 0;
  for (const subject of subjects) {
    registered += await register(url, subject, known.has(subject.subject));
  }
  await Promise.all(subjects.map(subject => setLevel(url, subject)));
  return registered;
}

/**
 * @param {string} url
 * @param {import('./load.mjs').SeedSubject} wanted
 * @param {boolean} known
 */
async function register(url, wanted, known) {
  const path = `/subjects/${encodeURIComponent(wanted.subject)}/versions`;
  const present = known ? (await call(url, 'GET', path)).length : 0;
  const missing = wanted.versions.slice(present);
  for (const schema of missing) {
    await call(url, 'POST', path, {
      schemaType: wanted.type,
      schema,
      references: wanted.references,
    });
  }
  return missing.length;
}

/**
 * A subject without a level of its own answers 404 at Confluent's registry, NONE at Apicurio's.
 *
 * @param {string} url
 * @param {import('./load.mjs').SeedSubject} wanted
 */
async function setLevel(url, { subject, compatibility }) {
  const path = `/config/${encodeURIComponent(subject)}`;
  const present = await call(url, 'GET', path, undefined, { absent: 404 });
  const level = present?.compatibilityLevel ?? 'NONE';
  if (level !== 'NONE' || level === compatibility) return;
  await call(url, 'PUT', path, { compatibility });
}

/**
 * @param {string} url
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {{ absent?: number }} [options] - the status that means "there is none", answered as undefined
 */
async function call(url, method, path, body, { absent } = {}) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  if (response.status === absent) return undefined;
  if (!response.ok) {
    throw new Error(
      `${method} ${path} at the schema registry answered ${
        response.status
      }: ${text.slice(0, 300)}`,
    );
  }
  return text ? JSON.parse(text) : undefined;
}
