import type { AppClientEntry } from './app-client-schema.ts';
import type { SoundFields } from './sound-fields.ts';

/** What fields of an entry must be together. */
export interface EntryRule {
  /** The problems of an entry, each led by a field; none where a field that the rule reads is wrong by itself. */
  check(fields: SoundFields): readonly string[];
}

/** A rule that reads these fields and is asked only where each of them is right by itself. */
export function entryRule<Read extends keyof AppClientEntry>(
  reads: readonly Read[],
  check: (entry: Pick<AppClientEntry, Read>) => readonly string[],
): EntryRule {
  return {
    check: (fields) =>
      reads.every((field) => fields.has(field))
        ? check(
            Object.fromEntries(reads.map((field) => [field, fields.get(field)])) as Pick<
              AppClientEntry,
              Read
            >,
          )
        : [],
  };
}
