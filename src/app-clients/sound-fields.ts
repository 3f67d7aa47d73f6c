import { appClientSchema } from './app-client-schema.ts';

/** The fields of an entry that are right each by itself. One that is left out, and may be, is `undefined`. */
export type SoundFields = ReadonlyMap<string, unknown>;

/** Reads each field by itself, so that one that is wrong hides no problem of the others. */
export function soundFields(entry: unknown): SoundFields {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return new Map();
  const given = entry as Record<string, unknown>;
  const sound = new Map<string, unknown>();
  for (const [name, schema] of Object.entries(appClientSchema.shape)) {
    const parsed = schema.safeParse(Object.hasOwn(given, name) ? given[name] : undefined);
    if (parsed.success) sound.set(name, parsed.data);
  }
  return sound;
}
