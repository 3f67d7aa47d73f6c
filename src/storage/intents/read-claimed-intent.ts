import type { AuditedRequest, RevocationOrder } from '../../revocation/intents/intent.ts';
import type { ClaimedIntent } from '../../revocation/ports/revocation-store.ts';
import type { Sealer } from '../keys/sealer.ts';
import type { ClaimedRow } from '../engine/operations.ts';

export type ReadIntent =
  | { readonly kind: 'readable'; readonly intent: ClaimedIntent }
  /** Encrypted with a key that this instance has not got, and another one may have. */
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'poison'; readonly cause: 'undecryptable' | 'unknown-format' };

/** Decrypts a claimed row. Nothing that stands in a row makes it throw. */
export function readClaimedIntent(sealer: Sealer, row: ClaimedRow, leaseId: string): ReadIntent {
  const opened = sealer.unseal(row, row.sealed);
  switch (opened.kind) {
    case 'unknown-key':
      return opened.kid === row.kid ? { kind: 'unknown-key' } : { kind: 'poison', cause: 'undecryptable' };
    case 'undecryptable':
    case 'unknown-format':
      return { kind: 'poison', cause: opened.kind };
    case 'opened':
      return readPlaintext(opened.plaintext, row, leaseId);
  }
}

function readPlaintext(plaintext: string, row: ClaimedRow, leaseId: string): ReadIntent {
  const order = parseOrder(plaintext);
  const request = parseJson(row.request) as AuditedRequest | undefined;
  if (order === undefined) return { kind: 'poison', cause: 'unknown-format' };
  if (request === undefined) return { kind: 'poison', cause: 'undecryptable' };
  const { lane, acceptedAtMs, expiresAtMs, attempts, callsDone } = row;
  const lease = { intentId: row.intentId, leaseId };
  return {
    kind: 'readable',
    intent: { lease, order, request, lane, acceptedAtMs, expiresAtMs, attempts, callsDone },
  };
}

const ACTS: ReadonlySet<string> = new Set<RevocationOrder['act']>([
  'end-token-session',
  'end-user-sessions',
  'end-own-sessions',
  'end-session-of-user',
  'end-own-session',
]);

/** A newer version may have stored an act that this one does not know. */
function parseOrder(plaintext: string): RevocationOrder | undefined {
  const order = parseJson(plaintext) as RevocationOrder | undefined;
  return order !== undefined && ACTS.has(order.act) ? order : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
