/** Where a list in the URL is, if not at its beginning. */
const PAGE_PARAMS = ['cursor', 'page'];

/** Parameters with another value; a list that they narrow begins again. */
export function withParam(
  current: URLSearchParams,
  name: string,
  value: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(current);
  if (value) next.set(name, value);
  else next.delete(name);
  PAGE_PARAMS.forEach(param => next.delete(param));
  return next;
}
