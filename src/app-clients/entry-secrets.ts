import { dirname, resolve } from 'node:path';
import { clientSecret } from '../settings/formats/cognito-names.ts';
import type { Parsed } from '../settings/formats/parse.ts';
import { readSecretFile } from '../settings/secret-file.ts';
import { secret, type Secret } from '../settings/secret.ts';
import type { AppClientEntry } from './app-client-schema.ts';

/** Where the secrets of entries may be, besides in the entries. */
export interface SecretSources {
  /** The file that the entry is from: relative paths start from its folder. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface EntrySecrets {
  readonly secrets: readonly Secret[];
  /** Each led by the field. */
  readonly problems: readonly string[];
}

const parseSecret = secret(clientSecret);

/** Finds the secrets of an entry, the current one and the next. */
export function secretsOf(entry: AppClientEntry, sources: SecretSources): EntrySecrets {
  const readings = (['clientSecret', 'nextClientSecret'] as const).flatMap((field) =>
    readSecret(entry, field, sources),
  );
  const problems = readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []));
  const secrets = readings.flatMap((reading) => ('value' in reading ? [reading.value] : []));
  if (hasNextOnly(entry))
    problems.push('nextClientSecret is given without clientSecret. Give the current one there.');
  return { secrets, problems };
}

function readSecret(
  entry: AppClientEntry,
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

function hasNextOnly(entry: AppClientEntry): boolean {
  const { clientSecret: inline, clientSecretFile, clientSecretEnv } = entry;
  const { nextClientSecret, nextClientSecretFile, nextClientSecretEnv } = entry;
  const hasNext = (nextClientSecret ?? nextClientSecretFile ?? nextClientSecretEnv) !== undefined;
  return hasNext && (inline ?? clientSecretFile ?? clientSecretEnv) === undefined;
}
