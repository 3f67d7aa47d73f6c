import type { Denial } from '../denylist/denial.ts';
import { BATCH_VERSION } from './encode-batch.ts';
import { CURSOR_PATTERN, type RevocationBatch } from './revocation-batch.ts';

/** A denial outlives the batch that carries it by a day and some skew. More than this is a mistake in units. */
const EXPIRES_AFTER_SECONDS_MAX = 8 * 86_400;
const NOT_BEFORE_AHEAD_SECONDS_MAX = 86_400;
const ID_LENGTH_MAX = 256;

export type DecodedBatch =
  | { readonly kind: 'batch'; readonly batch: RevocationBatch }
  | { readonly kind: 'refused'; readonly why: 'malformed' | 'unsupported-version' };

/**
 * Reads the JSON text of a batch. It is taken as a whole or refused as a whole: a denial of an unknown kind is no
 * reason to take the others, since the reader would then believe that it holds everything up to `to`. Unknown members
 * of the object are ignored. Never throws.
 */
export function decodeBatch(text: string): DecodedBatch {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return MALFORMED;
  const members = value as Record<string, unknown>;
  if (typeof members['version'] === 'number' && members['version'] !== BATCH_VERSION) {
    return { kind: 'refused', why: 'unsupported-version' };
  }
  const batch = members['version'] === BATCH_VERSION ? readBatch(members) : undefined;
  return batch === undefined ? MALFORMED : { kind: 'batch', batch };
}

const MALFORMED: DecodedBatch = { kind: 'refused', why: 'malformed' };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readBatch(members: Record<string, unknown>): RevocationBatch | undefined {
  const { epoch, from, to, upToDate, asOfMs, onlyUserPoolIds, userPoolIds, denials } = members;
  if (!isCursor(epoch) || !(from === null || isCursor(from)) || !isCursor(to)) return undefined;
  if (typeof upToDate !== 'boolean' || !isWhole(asOfMs)) return undefined;
  if (!areIds(userPoolIds) || !Array.isArray(denials)) return undefined;
  if (!(onlyUserPoolIds === undefined || areIds(onlyUserPoolIds))) return undefined;
  const read: Denial[] = [];
  for (const denial of denials) {
    const known = Array.isArray(denial) ? readDenial(denial, userPoolIds, asOfMs / 1000) : undefined;
    if (known === undefined) return undefined;
    read.push(known);
  }
  const batch = { epoch, from, to, upToDate, asOfMs, denials: read };
  return onlyUserPoolIds === undefined ? batch : { ...batch, onlyUserPoolIds };
}

function readDenial(
  wire: readonly unknown[],
  userPoolIds: readonly string[],
  asOfSeconds: number,
): Denial | undefined {
  const [kind, userPool, id, expiresAtSeconds, notBeforeSeconds] = wire;
  const userPoolId = typeof userPool === 'number' ? userPoolIds[userPool] : undefined;
  if (userPoolId === undefined || typeof id !== 'string') return undefined;
  if (!isWhole(expiresAtSeconds) || expiresAtSeconds > asOfSeconds + EXPIRES_AFTER_SECONDS_MAX)
    return undefined;
  if (kind === 's')
    return isId(id) ? { kind: 'session', userPoolId, originJti: id, expiresAtSeconds } : undefined;
  if (!isWhole(notBeforeSeconds) || notBeforeSeconds > asOfSeconds + NOT_BEFORE_AHEAD_SECONDS_MAX)
    return undefined;
  const rest = { userPoolId, notBeforeSeconds, expiresAtSeconds };
  if (kind === 'u' && isId(id)) return { kind: 'user', sub: id, ...rest };
  if (kind === 'c' && isId(id)) return { kind: 'app-client', clientId: id, ...rest };
  return kind === 'p' && id === '' ? { kind: 'user-pool', ...rest } : undefined;
}

function isCursor(value: unknown): value is string {
  return typeof value === 'string' && CURSOR_PATTERN.test(value);
}

function areIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isId);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= ID_LENGTH_MAX;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
