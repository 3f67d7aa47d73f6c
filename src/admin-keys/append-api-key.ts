import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSeq, parseDocument, stringify } from 'yaml';
import { replaceFile } from '../settings/replace-file.ts';
import { syncDirectory, writeDurably } from '../settings/write-durably.ts';
import { loadApiKeys } from './load-api-keys.ts';

/** An entry as it stands in the file. */
export interface ApiKeyEntry {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly userPoolIds?: readonly string[];
  readonly acts?: readonly string[];
  readonly expiresAt?: string;
}

/** As the process's umask has it: hashes are no secrets, and the service that reads them may be another user. */
const NEW_FILE_MODE = 0o666;

/** The text of a YAML file with this one key. */
export function apiKeysFileWith(entry: ApiKeyEntry): string {
  return stringify({ keys: [entry] });
}

/**
 * Adds a key to an API keys file, which is made if it is not there. What else stands in the file stays, comments
 * too, and so do its owner and its rights. A reader sees either the old file or the new one.
 *
 * @returns what is wrong with the file, each the rest of a sentence that begins with what names it; then it is left as it was
 * @throws Error (rejects) of the file system
 */
export async function appendApiKey(file: string, entry: ApiKeyEntry): Promise<readonly string[]> {
  if (!existsSync(file)) {
    const text = isJson(file) ? json({ keys: [entry] }) : apiKeysFileWith(entry);
    await writeDurably(file, text, NEW_FILE_MODE);
    await syncDirectory(dirname(file));
    return [];
  }
  const { keys, problems } = loadApiKeys(file);
  if (problems.length > 0) return problems;
  if (keys.some(({ id }) => id === entry.id))
    return [`names a file that has a key ${entry.id} already. Choose another id.`];
  const text = await readFile(file, 'utf8');
  await replaceFile(file, isJson(file) ? jsonWith(text, entry) : yamlWith(text, entry));
  return [];
}

function isJson(file: string): boolean {
  return file.endsWith('.json');
}

function jsonWith(text: string, entry: ApiKeyEntry): string {
  const contents = JSON.parse(text) as { keys: unknown[] };
  return json({ ...contents, keys: [...contents.keys, entry] });
}

function json(contents: unknown): string {
  return `${JSON.stringify(contents, undefined, 2)}\n`;
}

function yamlWith(text: string, entry: ApiKeyEntry): string {
  const document = parseDocument(text);
  const keys = document.get('keys');
  if (!isSeq(keys)) throw new TypeError('the file has no list of keys');
  keys.flow = false;
  keys.add(document.createNode(entry));
  return document.toString();
}
