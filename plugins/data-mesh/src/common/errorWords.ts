/** What the backend said of an error, where it said anything. */
export function errorWords(error: Error): string {
  const { body } = error as { body?: { error?: { message?: unknown } } };
  const said = body?.error?.message;
  return typeof said === 'string' && said !== '' ? said : error.message;
}

/** What the backend answered with; not a number where it did not answer. */
export function statusOf(error: unknown): number {
  return Number((error as { statusCode?: unknown }).statusCode);
}
