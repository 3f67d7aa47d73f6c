import type { KeyObject } from 'node:crypto';
import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import type { Result } from '../engine/group-commit.ts';
import type { SqliteSettings } from './open-sqlite.ts';
import type { OperationCall } from './sqlite-database.ts';

/** What the worker is started with. */
export interface WorkerSettings extends SqliteSettings {
  readonly chainKey: KeyObject;
  /** Below this, nothing is stored any more for those who proved nothing. */
  readonly freeSpaceFloorBytes: number;
}

interface Batch {
  readonly kind: 'batch';
  readonly calls: readonly OperationCall[];
}

export type ToWorker = Batch | { readonly kind: 'close' };

export interface PlainError {
  readonly message: string;
  readonly code: string | undefined;
}

export type FromWorker =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigurationProblem[] }
  | { readonly kind: 'results'; readonly results: readonly Result<unknown>[] }
  /** The batch was not done. `broken`: nor will any other be. */
  | { readonly kind: 'failed'; readonly error: PlainError; readonly broken: boolean }
  | { readonly kind: 'closed' };

/** The other way round. */
export function toError({ message, code }: PlainError): Error {
  return Object.assign(new Error(message), { code });
}

/** An error in a form that survives the way between threads. */
export function plainError(cause: unknown): PlainError {
  if (!(cause instanceof Error)) return { message: String(cause), code: undefined };
  return { message: cause.message, code: 'code' in cause ? String(cause.code) : undefined };
}
