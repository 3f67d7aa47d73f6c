import { createEndSession } from '../../../src/revocation/end-session.ts';
import type { DenyAccess } from '../../../src/revocation/denials/deny-access.ts';
import type { CallSignal } from '../../../src/revocation/ports/call-signal.ts';
import type { RefusedIntent } from '../../../src/revocation/ports/revocation-journal.ts';
import type { RevocationStore } from '../../../src/revocation/ports/revocation-store.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { createLateTries } from '../../../src/revocation/tries/late-tries.ts';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { createFingerprint } from '../../../src/tokens/fingerprint.ts';
import { userPorts } from '../cognito/user-ports.ts';
import { denyingNothing } from '../guard/denying-nothing.ts';
import { openGate } from '../open-gate.ts';
import { memoryStorage } from '../storage/memory-storage.ts';
import { createTestClock } from '../storage/test-clock.ts';

export const TIMEOUT = {
  kind: 'retry',
  cause: 'timeout',
  exceptionName: undefined,
} as const satisfies UpstreamOutcome;

export type Answer = UpstreamOutcome | ((signal: CallSignal) => Promise<UpstreamOutcome>);

/** The pipeline over a store that says that it is durable, and a Cognito that answers as told. */
export function durablePipeline(
  answers: Answer[],
  signOutAnswer: UpstreamOutcome = { kind: 'confirmed' },
  changes: Partial<RevocationStore> = {},
  upstreamDeadlineMs = 1500,
  denyAccess: DenyAccess = denyingNothing,
) {
  const clock = createTestClock();
  const asked: string[] = [];
  const { store: kept, audit } = memoryStorage(clock);
  const store: RevocationStore = { ...kept, durability: 'durable', ...changes };
  const lateTries = createLateTries();
  const refused: RefusedIntent[] = [];
  const endSession = createEndSession({
    lateTries,
    denyAccess,
    store,
    audit,
    revoker: {
      async revoke({ refreshToken }, signal) {
        asked.push(refreshToken);
        await new Promise((resolve) => setImmediate(resolve));
        const answer = answers.shift() ?? { kind: 'confirmed' };
        return typeof answer === 'function' ? answer(signal) : answer;
      },
    },
    userSignOut: {
      signOutSelf: () => Promise.resolve(signOutAnswer),
      signOutUser: () => Promise.resolve({ kind: 'confirmed' }),
    },
    ...userPorts,
    sessionRevoker: {
      revokeOfUser: () => Promise.resolve({ kind: 'confirmed' }),
      revokeOwn: () => Promise.resolve({ kind: 'confirmed' }),
    },
    journal: {
      tried: () => undefined,
      refused: (event) => refused.push(event),
      unconfigured: () => undefined,
    },
    clock,
    gate: openGate,
    random: () => 0.5,
    upstreamDeadlineMs,
    fingerprint: createFingerprint(Buffer.alloc(32, 7)),
    longestRefreshTokenValiditySeconds: 2_592_000,
  });
  return { endSession, store, audit, clock, asked, lateTries, refused };
}

/** What a store says that cannot store. */
export const notDurable = () =>
  Promise.reject(
    new ServiceError('not-durable', 'The request could not be stored.', { retryAfterSeconds: 5 }),
  );
