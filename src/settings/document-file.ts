import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Parsed } from './parse.ts';
import { reasonOf } from './secret-file.ts';
import { parseUniqueJson } from './unique-json.ts';

/**
 * Reads a YAML 1.2 or JSON file. JSON is YAML, too, but the reader of YAML is loaded only for what is no JSON. A problem
 * gives the position only: what stands there may be a secret.
 */
export function readDocumentFile(path: string): Parsed<unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { problem: `names a file that cannot be read (${reasonOf(error)}). Check path and permissions.` };
  }
  return parseText(text, path);
}

function parseText(text: string, path: string): Parsed<unknown> {
  const json = parseUniqueJson(text);
  return json === undefined ? parseYaml(text, path) : { value: json };
}

function parseYaml(text: string, path: string): Parsed<unknown> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return { problem: `(${path}): is neither YAML nor JSON at line ${line}, column ${col} (${error.code}).` };
  }
  try {
    return { value: document.toJS() as unknown };
  } catch {
    return { problem: `(${path}): has aliases that cannot be resolved. Write the values out.` };
  }
}
