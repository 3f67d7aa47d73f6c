import { dirname, resolve } from 'node:path';
import type { Parsed } from '../../settings/parse.ts';
import { readSecretFile } from '../../settings/secret-file.ts';
import type { LocalSource } from './secret-source.ts';
import { secretsInText } from '../../settings/secrets-in-text.ts';

/** Where local secrets are looked for. */
export interface LocalPlaces {
  /** The file that the entry is from: relative paths start from its folder. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type LocalEntry = { readonly file: string } | { readonly env: string };

/** Reads a file or an environment variable. The problem goes on after the name of the field. */
export function readLocalSource(entry: LocalEntry, { file, environment }: LocalPlaces): Parsed<LocalSource> {
  return 'file' in entry
    ? fromFile(resolve(dirname(file), entry.file))
    : fromEnvironment(environment[entry.env] ?? '');
}

function fromFile(path: string): Parsed<LocalSource> {
  const read = readSecretFile(path);
  if ('problem' in read) return read;
  const parsed = secretsInText(read.value);
  return 'problem' in parsed
    ? { problem: `names a file with wrong contents: it ${parsed.problem}` }
    : { value: { kind: 'file', path, secrets: parsed.value } };
}

function fromEnvironment(text: string): Parsed<LocalSource> {
  if (text === '') return { problem: 'names an environment variable that is not set. Set it.' };
  const parsed = secretsInText(text);
  return 'problem' in parsed
    ? { problem: `names a variable with a wrong value: it ${parsed.problem}` }
    : { value: { kind: 'environment', secrets: parsed.value } };
}
