import type { FedDenial } from '../../tokens/denylist/denial.ts';
import type { TokenClaims } from '../token-claims.ts';
import { createDenialTable, NEVER, type DenialTable } from './denial-table.ts';
import { createKnownUserPools } from './known-user-pools.ts';

/** The denylist as a guard holds it: `isDenied` of `tokens/denylist`, over millions of denials at once. */
export interface GuardDenylist {
  /** Whether a denial hits the token, or the claims lack what a denial could hit. Takes no clock: see `sweep`. */
  hits(claims: TokenClaims): boolean;
  add(denial: FedDenial): void;
  /** Forgets a part of what ended before `nowSeconds`; in the end all of it, if called again and again. */
  sweep(nowSeconds: number): void;
  entries(): number;
  /** Size of the tables, in bytes. */
  bytes(): number;
}

const SEGMENTS_A_SWEEP = 4;

export function createGuardDenylist(): GuardDenylist {
  const sessions = createDenialTable('sessions');
  const users = createDenialTable('not-before-times');
  const appClients = createDenialTable('not-before-times');
  const userPools = createKnownUserPools();

  return {
    hits({ iss, iat, origin_jti: originJti, sub, client_id: clientId, aud }) {
      if (typeof iss !== 'string' || typeof iat !== 'number') return true;
      const userPool = userPools.ofIssuer(iss);
      if (userPool === undefined) return false;
      return !(
        iat >= userPool.notBeforeSeconds &&
        (originJti === undefined || iat >= notBefore(sessions, originJti, userPool.sessionSeed)) &&
        iat >= notBefore(users, sub, userPool.userSeed) &&
        iat >= notBefore(appClients, clientId ?? aud, userPool.appClientSeed)
      );
    },

    add(denial) {
      const userPool = userPools.get(denial.userPoolId);
      const { expiresAtSeconds } = denial;
      switch (denial.kind) {
        case 'session':
          return sessions.add(denial.originJti, userPool.sessionSeed, NEVER, expiresAtSeconds);
        case 'user':
          return users.add(denial.sub, userPool.userSeed, denial.notBeforeSeconds, expiresAtSeconds);
        case 'app-client':
          return appClients.add(
            denial.clientId,
            userPool.appClientSeed,
            denial.notBeforeSeconds,
            expiresAtSeconds,
          );
        case 'user-pool':
          userPool.notBeforeSeconds = Math.max(userPool.notBeforeSeconds, denial.notBeforeSeconds);
          userPool.expiresAtSeconds = Math.max(userPool.expiresAtSeconds, expiresAtSeconds);
      }
    },

    sweep(nowSeconds) {
      for (const table of [sessions, users, appClients]) table.sweep(nowSeconds, SEGMENTS_A_SWEEP);
      for (const userPool of userPools.all()) {
        if (userPool.expiresAtSeconds < nowSeconds) userPool.notBeforeSeconds = 0;
      }
    },

    entries() {
      const deniedPools = userPools.all().filter(({ notBeforeSeconds }) => notBeforeSeconds > 0);
      return sessions.entries() + users.entries() + appClients.entries() + deniedPools.length;
    },

    bytes: () => sessions.bytes() + users.bytes() + appClients.bytes(),
  };
}

/** The first second whose tokens are accepted. A claim that should be there and is not, is never accepted. */
function notBefore(table: DenialTable, claim: unknown, seed: number): number {
  if (table.entries() === 0) return 0;
  if (typeof claim === 'string') return table.notBeforeOf(claim, seed);
  if (!Array.isArray(claim) || claim.length === 0) return NEVER;
  return Math.max(...claim.map((one) => notBefore(table, one, seed)));
}
