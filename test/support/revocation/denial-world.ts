import type { AppClientProfile } from '../../../src/revocation/app-client-profile.ts';
import type { EndSessionCommand } from '../../../src/revocation/command.ts';
import {
  createDenyAccess,
  type DenyAccessDependencies,
} from '../../../src/revocation/denials/deny-access.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import type { VerifiedClaims } from '../../../src/tokens/claims.ts';
import { canary } from '../canaries.ts';
import { everybody } from '../cognito/user-ports.ts';
import { memoryStorage } from '../storage/memory-storage.ts';
import { createTestClock } from '../storage/test-clock.ts';

const userPoolId = 'eu-west-1_Example';
const refreshToken = canary('denyAccessCanaryRefreshToken-1234567890');
export const accessToken = canary('denyAccessCanaryAccessToken-1234567890');

export const appClient: AppClientProfile = {
  clientId: 'webapp',
  userPoolId,
  region: 'eu-west-1',
  allowedOrigins: [],
  accessTokenValiditySeconds: 900,
  idTokenValiditySeconds: 900,
  refreshTokenValiditySeconds: 86_400,
  sessionTracking: false,
};

export const CONFIRMED = { kind: 'confirmed' } as const;
export const PENDING = { kind: 'retry', cause: 'timeout', exceptionName: undefined } as const;
export const REFUSED = { kind: 'rejected', code: 'unauthenticated', exceptionName: 'X' } as const;

export const tried = (outcome: UpstreamOutcome) => ({ outcome, callsDone: 0 });

/** A denylist, and what may be ordered by alice, who has proved one of her sessions, and by an admin. */
export function denialWorld(changes: Partial<DenyAccessDependencies> = {}) {
  const clock = createTestClock();
  const { denials } = memoryStorage(clock);
  const denyAccess = createDenyAccess({
    denials,
    users: {
      ...everybody,
      subOf: ({ username }) => Promise.resolve(username === 'nobody' ? undefined : `sub-of-${username}`),
    },
    clock,
    isFollowed: () => true,
    upstreamDeadlineMs: 1500,
    ...changes,
  });
  const nowSeconds = Math.floor(clock.nowMs() / 1000);
  const proof = (more: Partial<VerifiedClaims> = {}): VerifiedClaims => ({
    tokenUse: 'access',
    sub: 'sub-of-alice',
    username: 'alice',
    clientId: 'webapp',
    userPoolId,
    originJti: 'origin-1',
    issuedAtSeconds: nowSeconds - 60,
    expiresAtSeconds: nowSeconds + 840,
    groups: [],
    scopes: [],
    ...more,
  });
  const ofSession = (more: Partial<VerifiedClaims> = {}): EndSessionCommand => ({
    act: 'end-token-session',
    appClient,
    refreshToken,
    proof: proof(more),
    everywhere: undefined,
    endSso: false,
  });
  const ofSessionEverywhere = (): EndSessionCommand => ({
    act: 'end-token-session',
    appClient,
    refreshToken,
    proof: proof(),
    everywhere: { accessToken },
    endSso: false,
  });
  const everywhere: EndSessionCommand = { act: 'end-own-sessions', appClient, proof: proof(), accessToken };
  const byAdmin = (username = 'alice'): EndSessionCommand => ({
    act: 'end-user-sessions',
    userPoolId,
    username,
  });
  const entries = async () => (await denials.since(undefined, 100)).denials;
  return {
    clock,
    denials,
    denyAccess,
    nowSeconds,
    proof,
    ofSession,
    ofSessionEverywhere,
    everywhere,
    byAdmin,
    entries,
  };
}
