const KEY = 'data-mesh-demo-user';

/**
 * The name of the user who was picked last, so that a reload keeps one signed
 * in. It is all that the browser keeps: tokens live in memory.
 */
export const rememberedUser = {
  get: (): string | undefined => window.localStorage.getItem(KEY) ?? undefined,
  set: (name: string) => window.localStorage.setItem(KEY, name),
  forget: () => window.localStorage.removeItem(KEY),
};
