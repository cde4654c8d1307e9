/**
 * What a command is run in; tests bring their own.
 *
 * @public
 */
export type Surroundings = {
  out: (text: string) => void;
  err: (text: string) => void;
  env: Record<string, string | undefined>;
  /** What file names are relative to. */
  cwd: string;
};
