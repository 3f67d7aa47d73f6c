import { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isSeq, parseDocument, stringify } from 'yaml';
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

/** The text of a YAML file with this one key. */
export function apiKeysFileWith(entry: ApiKeyEntry): string {
  return stringify({ keys: [entry] });
}

/**
 * Adds a key to an API keys file, which is made if it is not there. What else stands in the file stays, comments
 * too, and a reader sees either the old file or the new one.
 *
 * @returns what is wrong with the file, each the rest of a sentence that begins with it; then it is left as it was
 */
export function appendApiKey(file: string, entry: ApiKeyEntry): readonly string[] {
  if (!existsSync(file)) {
    writeFileSync(file, isJson(file) ? json({ keys: [entry] }) : apiKeysFileWith(entry), { flag: 'wx' });
    return [];
  }
  const { keys, problems } = loadApiKeys(file);
  if (problems.length > 0) return problems;
  if (keys.some(({ id }) => id === entry.id)) return [`has a key ${entry.id} already. Choose another id.`];
  const target = realpathSync(file);
  const text = readFileSync(target, 'utf8');
  const temporary = `${target}.${process.pid}.tmp`;
  writeFileSync(temporary, isJson(file) ? jsonWith(text, entry) : yamlWith(text, entry), {
    flag: 'wx',
    mode: statSync(target).mode,
  });
  renameSync(temporary, target);
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
