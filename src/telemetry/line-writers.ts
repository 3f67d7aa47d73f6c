/** Writes a line with these fields, at the level that its name says. */
export type LineWriters = Readonly<
  Record<'info' | 'warn' | 'error' | 'fatal', (fields: object, message: string) => void>
>;
