import type { Denial } from '../denylist/denial.ts';
import type { RevocationBatch } from './revocation-batch.ts';

export const BATCH_VERSION = 1;

/**
 * A denial on the wire: kind, index into `userPoolIds`, `origin_jti`, `sub` or client id (empty for a user pool),
 * expiry in seconds, and for all kinds but sessions the not-before time in seconds.
 */
export type WireDenial =
  | readonly [kind: 's', userPool: number, id: string, expiresAtSeconds: number]
  | readonly [
      kind: 'u' | 'c' | 'p',
      userPool: number,
      id: string,
      expiresAtSeconds: number,
      notBeforeSeconds: number,
    ];

/** The JSON text of a batch: short, since a snapshot may hold millions of denials. */
export function encodeBatch(batch: RevocationBatch): string {
  const userPools = new Map<string, number>();
  const indexOf = (userPoolId: string): number => {
    const index = userPools.get(userPoolId) ?? userPools.size;
    userPools.set(userPoolId, index);
    return index;
  };
  const denials = batch.denials.map((denial) => encodeDenial(denial, indexOf(denial.userPoolId)));
  const { epoch, from, to, upToDate, asOfMs, onlyUserPoolIds } = batch;
  return JSON.stringify({
    version: BATCH_VERSION,
    epoch,
    from,
    to,
    upToDate,
    asOfMs,
    onlyUserPoolIds,
    userPoolIds: [...userPools.keys()],
    denials,
  });
}

function encodeDenial(denial: Denial, userPool: number): WireDenial {
  const { expiresAtSeconds } = denial;
  switch (denial.kind) {
    case 'session':
      return ['s', userPool, denial.originJti, expiresAtSeconds];
    case 'user':
      return ['u', userPool, denial.sub, expiresAtSeconds, denial.notBeforeSeconds];
    case 'app-client':
      return ['c', userPool, denial.clientId, expiresAtSeconds, denial.notBeforeSeconds];
    case 'user-pool':
      return ['p', userPool, '', expiresAtSeconds, denial.notBeforeSeconds];
  }
}
