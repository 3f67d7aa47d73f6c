import { dirname, resolve } from 'node:path';
import { clientSecret } from '../settings/formats/cognito-names.ts';
import type { Parsed } from '../settings/parse.ts';
import { readSecretFile } from '../settings/secret-file.ts';
import { secret, type Secret } from '../settings/secret.ts';
import type { AppClientEntry } from './app-client-schema.ts';
import { entryRule } from './entry-rule.ts';
import type { SoundFields } from './sound-fields.ts';

/** Where the secrets of entries may be, besides in the entries. */
export interface SecretSources {
  /** The file that the entry is from: relative paths start from its folder. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const SECRET_FIELDS = ['clientSecret', 'clientSecretFile', 'clientSecretEnv'] as const;
const NEXT_FIELDS = ['nextClientSecret', 'nextClientSecretFile', 'nextClientSecretEnv'] as const;

type SecretEntry = Partial<
  Pick<AppClientEntry, (typeof SECRET_FIELDS)[number] | (typeof NEXT_FIELDS)[number]>
>;

const parseSecret = secret(clientSecret);

/** Finds the secrets of an entry, the current one and the next; those that can't be had are left out. */
export function secretsOf(entry: AppClientEntry, sources: SecretSources): readonly Secret[] {
  const readings = (['clientSecret', 'nextClientSecret'] as const).flatMap((field) =>
    readSecret(entry, field, sources),
  );
  return readings.flatMap((reading) => ('value' in reading ? [reading.value] : []));
}

/** Why secrets of an entry can't be had; each problem is led by the field. */
export function secretProblems(fields: SoundFields, sources: SecretSources): readonly string[] {
  const rules = [
    entryRule(SECRET_FIELDS, (entry) => problemsOf(readSecret(entry, 'clientSecret', sources))),
    entryRule(NEXT_FIELDS, (entry) => problemsOf(readSecret(entry, 'nextClientSecret', sources))),
    entryRule([...SECRET_FIELDS, ...NEXT_FIELDS], nextAlone),
  ];
  return rules.flatMap((rule) => rule.check(fields));
}

function problemsOf(readings: readonly Parsed<Secret>[]): readonly string[] {
  return readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []));
}

function readSecret(
  entry: SecretEntry,
  field: 'clientSecret' | 'nextClientSecret',
  { file, environment }: SecretSources,
): readonly Parsed<Secret>[] {
  const inline = entry[field];
  const path = entry[`${field}File`];
  const variable = entry[`${field}Env`];
  const given = [inline, path, variable].filter((source) => source !== undefined);
  if (given.length > 1) {
    return [{ problem: `${field}, ${field}File and ${field}Env exclude one another. Keep one.` }];
  }
  if (inline !== undefined) return [{ value: inline }];
  if (path !== undefined) return [named(`${field}File`, fromFile(resolve(dirname(file), path)))];
  if (variable !== undefined) return [named(`${field}Env`, fromEnvironment(environment[variable] ?? ''))];
  return [];
}

function fromFile(path: string): Parsed<Secret> {
  const read = readSecretFile(path);
  if ('problem' in read) return read;
  const parsed = parseSecret(read.value);
  return 'problem' in parsed ? { problem: `names a file with wrong contents: it ${parsed.problem}` } : parsed;
}

function fromEnvironment(text: string): Parsed<Secret> {
  if (text === '') return { problem: 'names an environment variable that is not set. Set it.' };
  const parsed = parseSecret(text);
  return 'problem' in parsed
    ? { problem: `names a variable with a wrong value: it ${parsed.problem}` }
    : parsed;
}

function named(field: string, parsed: Parsed<Secret>): Parsed<Secret> {
  return 'problem' in parsed ? { problem: `${field} ${parsed.problem}` } : parsed;
}

function nextAlone(entry: SecretEntry): readonly string[] {
  const isGiven = (field: keyof SecretEntry) => entry[field] !== undefined;
  return NEXT_FIELDS.some(isGiven) && !SECRET_FIELDS.some(isGiven)
    ? ['nextClientSecret is given without clientSecret. Give the current one there.']
    : [];
}
