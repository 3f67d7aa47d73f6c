export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process. The only place where it is read. */
export function processEnvironment(): Environment {
  return process.env;
}
