import { randomUUID } from 'node:crypto';
import type { AuditedRequest, RevocationOrder } from '../../../src/revocation/intents/intent.ts';
import type { Lease, NewIntent, RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import { canary } from '../canaries.ts';

export const DAY_MS = 86_400_000;
export const LEASE_MS = 10_000;

let tokens = 0;

/** A refresh token that no test has used before. */
export function newToken(): string {
  tokens += 1;
  return canary(`storeCanaryRefreshToken-${tokens}-${randomUUID()}`);
}

export interface IntentChanges extends Partial<Omit<NewIntent, 'order' | 'request'>> {
  readonly token?: string;
  readonly clientId?: string;
  readonly userPoolId?: string;
  readonly order?: RevocationOrder;
  readonly request?: Partial<AuditedRequest>;
}

/** An intent to revoke a token, as the pipeline would make it. */
export function tokenIntent(nowMs: number, changes: IntentChanges = {}): NewIntent {
  const {
    token = newToken(),
    clientId = 'webapp',
    userPoolId = 'eu-west-1_Example',
    request,
    ...rest
  } = changes;
  const order = rest.order ?? {
    act: 'end-token-session',
    userPoolId,
    clientId,
    refreshToken: token,
    endSso: false,
  };
  return {
    lane: 'proven',
    expiresAtMs: nowMs + 30 * DAY_MS,
    leaseMs: LEASE_MS,
    ...rest,
    order,
    request: {
      receiptId: randomUUID(),
      requestId: 'request-1',
      act: order.act,
      userPoolId,
      clientId,
      actor: { kind: 'caller' },
      clientAddress: '192.0.2.1',
      reason: undefined,
      fingerprint: '0123456789abcdef',
      ...request,
    },
  };
}

/** An admin's order to sign a user out. */
export function userIntent(nowMs: number, username: string): NewIntent {
  const userPoolId = 'eu-west-1_Example';
  return tokenIntent(nowMs, {
    lane: 'admin',
    order: { act: 'end-user-sessions', userPoolId, username },
    request: {
      act: 'end-user-sessions',
      actor: { kind: 'admin', id: 'ops', via: 'api-key' },
      clientId: undefined,
      fingerprint: undefined,
      user: username,
      reason: 'stolen laptop',
    },
  });
}

/** Accepts an intent that must be new. */
export async function acceptNew(store: RevocationStore, intent: NewIntent): Promise<Lease> {
  const acceptance = await store.accept(intent);
  if (acceptance.kind !== 'stored') throw new Error(`expected a new intent, found a ${acceptance.kind}`);
  return acceptance.lease;
}
