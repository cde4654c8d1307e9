/**
 * The schema registry that `npm test` starts for all suites.
 *
 * @param through - of a proxy that stands before it
 */
export function testRegistry(through?: string) {
  const url = through ?? process.env.DATA_MESH_TEST_REGISTRY;
  if (!url) {
    throw new Error(
      'DATA_MESH_TEST_REGISTRY is not set: this needs the real schema registry that `npm test` starts',
    );
  }
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/vnd.schemaregistry.v1+json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  };
  const subjectPath = (subject: string) =>
    `/subjects/${encodeURIComponent(subject)}`;
  return {
    url,
    /** Registers a version of an Avro record with these fields. @returns its ID */
    async register(subject: string, fields: object[]): Promise<number> {
      const schema = JSON.stringify({ type: 'record', name: 'R', fields });
      const { id } = await call('POST', `${subjectPath(subject)}/versions`, {
        schema,
        schemaType: 'AVRO',
      });
      return id;
    },
    /** Numbers of all versions of a subject. */
    async versions(subject: string): Promise<number[]> {
      return call('GET', `${subjectPath(subject)}/versions`);
    },
    async level(subject: string): Promise<string> {
      const path = `/config/${encodeURIComponent(subject)}`;
      return (await call('GET', path)).compatibilityLevel;
    },
    async setLevel(subject: string, compatibility: string): Promise<void> {
      await call('PUT', `/config/${encodeURIComponent(subject)}`, {
        compatibility,
      });
    },
    async remove(subject: string): Promise<void> {
      await call('DELETE', subjectPath(subject));
      await call('DELETE', `${subjectPath(subject)}?permanent=true`);
    },
  };
}
