import * as z from 'zod';
import { nearestName } from './nearest-name.ts';

/** A value of the right shape, or everything that is wrong with it, each led by the place where it is. */
export type Shaped<T> = { readonly value: T } | { readonly problems: readonly string[] };

/**
 * Checks data from a file against a schema. The problems never quote a value.
 *
 * @param place where the data stand in the file; empty for the whole file
 */
export function checkShape<T>(schema: z.ZodType<T>, data: unknown, place: string): Shaped<T> {
  const result = schema.safeParse(data, { error: sentenceFor });
  if (result.success) return { value: result.data };
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, place, known)) };
}

function problemsOf(issue: z.core.$ZodIssue, place: string, known: readonly string[]): readonly string[] {
  const at = placeOf(issue.path, place);
  if (issue.code !== 'unrecognized_keys') return [`${at} ${issue.message}`];
  return issue.keys.map((key) => `${at} has ${unknownField(key, issue.path.length === 0 ? known : [])}`);
}

function placeOf(path: readonly PropertyKey[], start: string): string {
  const place = path.reduce<string>(
    (before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${String(key)}`),
    start,
  );
  return place === '' ? 'the file' : place.replace(/^\./, '');
}

/** Names a field only if it can hardly be a value that slipped to the wrong place. */
function unknownField(key: string, known: readonly string[]): string {
  const name = /^[A-Za-z_-]{1,40}$/.test(key) ? `the unknown field ${key}` : 'an unknown field';
  const hint = known.length > 0 ? `Did you mean ${nearestName(key, known)}? Else remove it.` : 'Remove it.';
  return `${name}. ${hint}`;
}

const EXPECTED: Record<string, string> = {
  string: 'text, in quotes where it looks like a number',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
};

function sentenceFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined
      ? 'is missing.'
      : `must be ${EXPECTED[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'too_small') return bounded(issue.origin, `at least ${issue.minimum}`);
  if (issue.code === 'too_big') return bounded(issue.origin, `at most ${issue.maximum}`);
  return undefined;
}

function bounded(origin: string, bound: string): string {
  return origin === 'array' ? `must have ${bound} of them.` : `must be ${bound}.`;
}
