import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { replaceFile } from '../../settings/replace-file.ts';
import { RotationStop } from './rotation-stop.ts';

/** What a rotation must not forget when it is interrupted. */
export interface RotationRecord {
  readonly userPoolId: string;
  readonly clientId: string;
  /** Made here and written down before Cognito hears of it: Cognito would tell it once only. */
  readonly newSecret: string;
  /** Of the secret that is to be deleted. */
  readonly oldSecretId: string;
  readonly newSecretId?: string;
}

export interface RotationRecordFile {
  readonly path: string;
  /** @throws RotationStop (rejects) for a file that holds something else: it would be lost */
  load(): Promise<RotationRecord | undefined>;
  save(record: RotationRecord): Promise<void>;
  remove(): Promise<void>;
}

const TEXTS = ['userPoolId', 'clientId', 'newSecret', 'oldSecretId'] as const;

/** Keeps the record in a file that only its owner can read. Every method rejects with errors of the file system. */
export function createRotationRecordFile(path: string): RotationRecordFile {
  return {
    path,
    async load() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      const record = recordIn(text);
      if (record !== undefined) return record;
      throw new RotationStop('refused', [
        `${path} holds no record of a rotation, and was left as it is. Name another file by --record.`,
      ]);
    },
    save: (record) => replaceFile(path, `${JSON.stringify(record, undefined, 2)}\n`),
    remove: () => rm(path, { force: true }),
  };
}

/** What is no record is told without any of it: it may hold a secret. */
function recordIn(text: string): RotationRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<RotationRecord> | null;
    return TEXTS.every((name) => typeof record?.[name] === 'string') ? (record as RotationRecord) : undefined;
  } catch {
    return undefined;
  }
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SECRET_LENGTH = 56;

/** A secret of 56 lower-case letters and digits: more than 280 bits, without a bias. */
export function newClientSecret(): string {
  const letters: string[] = [];
  while (letters.length < SECRET_LENGTH) {
    const usable = [...randomBytes(SECRET_LENGTH)].filter((byte) => byte < 252);
    letters.push(...usable.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)));
  }
  return letters.slice(0, SECRET_LENGTH).join('');
}
