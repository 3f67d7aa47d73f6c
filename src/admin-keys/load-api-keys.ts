import * as z from 'zod';
import { USUAL_ADMIN_ACTS } from '../revocation/admin-act.ts';
import { checkShape } from '../settings/check-shape.ts';
import { readDocumentFile } from '../settings/document-file.ts';
import { repeatedFields } from '../settings/repeated-fields.ts';
import { apiKeySchema, apiKeysFileSchema } from './api-keys-schema.ts';
import type { StoredApiKey } from './stored-api-key.ts';

export interface ApiKeysReading {
  readonly keys: readonly StoredApiKey[];
  /** Each the rest of a sentence that begins with the variable that names the file. */
  readonly problems: readonly string[];
}

/** The file with its entries unread, so that one wrong entry hides no problem of another. */
const outerSchema = apiKeysFileSchema.extend({ keys: z.array(z.unknown()) });

/** Reads the API keys file. Finds all problems at once. An expired key is none: it just stops working. */
export function loadApiKeys(file: string): ApiKeysReading {
  const document = readDocumentFile(file);
  if ('problem' in document) return { keys: [], problems: [document.problem] };
  const outer = checkShape(outerSchema, document.value, '');
  if ('problems' in outer) return { keys: [], problems: led(file, outer.problems) };
  const entries = outer.value.keys;
  const readings = entries.map((entry, index) => readEntry(entry, `keys[${index}]`));
  const problems = readings.flatMap((reading) => reading.problems);
  return {
    keys: readings.flatMap((reading) => reading.keys),
    problems: led(file, [...problems, ...repeatedFields(entries, ['id', 'hash'], 'keys')]),
  };
}

function readEntry(data: unknown, place: string): ApiKeysReading {
  const shaped = checkShape(apiKeySchema, data, place);
  if ('problems' in shaped) return { keys: [], problems: shaped.problems };
  const { id, name, hash, scopes, userPoolIds = 'all', acts, expiresAt: expiresAtMs } = shaped.value;
  if (acts !== undefined && !scopes.includes('admin')) {
    return {
      keys: [],
      problems: [`${place}.acts mean nothing without the scope admin. Add it, or remove acts.`],
    };
  }
  return {
    keys: [{ id, name, hash, scopes, userPoolIds, acts: acts ?? USUAL_ADMIN_ACTS, expiresAtMs }],
    problems: [],
  };
}

function led(file: string, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `(${file}): ${problem}`);
}
