import { createHmac, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Denial, DenialTarget } from '../../tokens/denylist/denial.ts';
import type { DeniableClaims } from '../../tokens/denylist/is-denied.ts';
import type { DenialRow, DenialSubject } from '../engine/denial-record.ts';

const VERSION = 1;
const ENTRY_ID_BYTES = 8;

/** A denial as it is stored, signed with HMAC-SHA-256 over all that it says. */
export function signedRow(denial: Denial, key: KeyObject): DenialRow {
  const row = {
    ...subjectOf(denial),
    entryId: randomBytes(ENTRY_ID_BYTES).toString('hex'),
    notBeforeSeconds: denial.kind === 'session' ? null : denial.notBeforeSeconds,
    expiresAtSeconds: denial.expiresAtSeconds,
  };
  return { ...row, signature: signatureOf(row, key) };
}

/** What a row says, or undefined if it is not as this service wrote it. */
export function genuineDenial(row: DenialRow, key: KeyObject): Denial | undefined {
  const expected = Buffer.from(signatureOf(row, key));
  const given = Buffer.from(row.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { kind, userPoolId, subject, expiresAtSeconds, notBeforeSeconds } = row;
  if (kind === 'session') return { kind, userPoolId, originJti: subject, expiresAtSeconds };
  const rest = { userPoolId, expiresAtSeconds, notBeforeSeconds: notBeforeSeconds ?? 0 };
  if (kind === 'user') return { kind, sub: subject, ...rest };
  if (kind === 'app-client') return { kind, clientId: subject, ...rest };
  return { kind, ...rest };
}

export function subjectOf(target: DenialTarget): DenialSubject {
  const { kind, userPoolId } = target;
  switch (target.kind) {
    case 'session':
      return { kind, userPoolId, subject: target.originJti };
    case 'user':
      return { kind, userPoolId, subject: target.sub };
    case 'app-client':
      return { kind, userPoolId, subject: target.clientId };
    case 'user-pool':
      return { kind, userPoolId, subject: '' };
  }
}

/** Everything that a denial of these claims could be about. */
export function subjectsOf({
  userPoolId,
  sub,
  clientId,
  originJti,
}: DeniableClaims): readonly DenialSubject[] {
  return [
    ...(originJti === undefined ? [] : [{ kind: 'session' as const, userPoolId, subject: originJti }]),
    { kind: 'user', userPoolId, subject: sub },
    { kind: 'app-client', userPoolId, subject: clientId },
    { kind: 'user-pool', userPoolId, subject: '' },
  ];
}

function signatureOf(row: Omit<DenialRow, 'signature'>, key: KeyObject): string {
  const { entryId, kind, userPoolId, subject, notBeforeSeconds, expiresAtSeconds } = row;
  return createHmac('sha256', key)
    .update(JSON.stringify([VERSION, entryId, kind, userPoolId, subject, notBeforeSeconds, expiresAtSeconds]))
    .digest('hex');
}
