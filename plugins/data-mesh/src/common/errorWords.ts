/** What the backend said of an error, where it said anything. */
export function errorWords(error: Error): string {
  const { body } = error as { body?: { error?: { message?: unknown } } };
  const said = body?.error?.message;
  return typeof said === 'string' && said !== '' ? said : error.message;
}
