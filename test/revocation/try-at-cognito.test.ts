import { userPorts } from '../support/cognito/user-ports.ts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Admission } from '../../src/revocation/ports/outbound/outbound-gate.ts';
import type { TokenRevoker } from '../../src/revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { createDeadline, type Deadline } from '../../src/revocation/tries/deadline.ts';
import { createTryAtCognito, type Attempt } from '../../src/revocation/tries/try-at-cognito.ts';
import { canary } from '../support/canaries.ts';

const CONFIRMED: UpstreamOutcome = { kind: 'confirmed' };
const DEADLINE_MS = 30;

let made: string[];
let waits: number[];
let heard: string[];
let lanes: string[];

beforeEach(() => {
  made = [];
  waits = [];
  heard = [];
  lanes = [];
});

/** Signs out everywhere, then revokes the refresh token: two calls within one deadline. */
function tryBoth(parts: {
  readonly admit?: () => Promise<Admission>;
  readonly signOutSelf?: (signal: AbortSignal) => Promise<void>;
  readonly revoke?: TokenRevoker['revoke'];
  readonly deadline?: Deadline;
}) {
  const tryAtCognito = createTryAtCognito({
    revoker: {
      revoke: async (...asked) => {
        made.push('RevokeToken');
        return parts.revoke?.(...asked) ?? CONFIRMED;
      },
    },
    userSignOut: {
      signOutSelf: async (_who, signal) => {
        made.push('GlobalSignOut');
        await parts.signOutSelf?.(signal);
        return CONFIRMED;
      },
      signOutUser: async () => CONFIRMED,
    },
    ...userPorts,
    sessionRevoker: { revokeOfUser: async () => CONFIRMED, revokeOwn: async () => CONFIRMED },
    journal: { tried: () => undefined, refused: () => undefined, unconfigured: () => undefined },
    clock: { nowMs: () => 0 },
    gate: {
      admit: async ({ lane }, waitMs) => {
        waits.push(waitMs);
        lanes.push(lane);
        return parts.admit?.() ?? { admitted: true };
      },
      heard: ({ operation }) => void heard.push(operation),
    },
    upstreamDeadlineMs: DEADLINE_MS,
  });
  const attempt: Attempt = {
    command: {
      act: 'end-token-session',
      appClient: {
        clientId: 'webapp',
        userPoolId: 'eu-west-1_Example',
        region: 'eu-west-1',
        allowedOrigins: [],
        accessTokenValiditySeconds: 3600,
        idTokenValiditySeconds: 3600,
        refreshTokenValiditySeconds: 2_592_000,
        sessionTracking: false,
      },
      refreshToken: canary('tryAtCognitoCANARYrefreshCANARYtoken'),
      everywhere: { accessToken: canary('tryAtCognitoCANARYaccessCANARYtoken') },
      endSso: false,
      proof: undefined,
    },
    context: {
      requestId: 'request-1',
      actor: { kind: 'caller' },
      clientAddress: '192.0.2.1',
      reason: undefined,
    },
    receiptId: 'receipt-1',
    lane: 'proven',
    sinceMs: 0,
    callsDone: 0,
  };
  return tryAtCognito(attempt, parts.deadline);
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

describe('a call for which no time is left', () => {
  test('is not made, is no failure of Cognito’s, and is what remains to be done', async () => {
    const result = await tryBoth({ signOutSelf: aborted });
    expect(result).toEqual({ outcome: { kind: 'not-asked', retryInMs: expect.any(Number) }, callsDone: 1 });
    expect(made).toEqual(['GlobalSignOut']);
    expect(heard).toEqual(['GlobalSignOut']);
    expect(waits).toHaveLength(1);
  });

  test('is not made either when its turn came too late', async () => {
    const late = async (): Promise<Admission> => {
      await aborted(AbortSignal.timeout(DEADLINE_MS));
      return { admitted: true };
    };
    expect(await tryBoth({ admit: late })).toMatchObject({ outcome: { kind: 'not-asked' }, callsDone: 0 });
    expect([...made, ...heard]).toEqual([]);
  });
});

test('waiting for a turn takes a third of the deadline at most', async () => {
  await tryBoth({});
  expect(made).toEqual(['GlobalSignOut', 'RevokeToken']);
  for (const waitMs of waits) expect(waitMs).toBeLessThanOrEqual(DEADLINE_MS / 3);
});

test('every further call of a revocation waits for its turn at the gate: in the lane of its token, or of probes', async () => {
  const admitted: unknown[] = [];
  const revoke: TokenRevoker['revoke'] = async (_token, _signal, admitMore) => {
    admitted.push(await admitMore?.('token'), await admitMore?.('app-client'));
    return CONFIRMED;
  };
  await tryBoth({ revoke });
  expect(admitted).toEqual([true, true]);
  expect(lanes).toEqual(['proven', 'proven', 'proven', 'admin']);
});

const ENDS: readonly [string, TokenRevoker['revoke']][] = [
  ['succeeds', async () => CONFIRMED],
  ['fails for a fault of ours', () => Promise.reject(new Error('a fault of ours'))],
];

test.each(ENDS)(
  'the deadline of a try that %s is cancelled once that is over, and not before',
  async (_how, revoke) => {
    let cancels = 0;
    let cancelsBefore: number | undefined;
    const deadline = createDeadline(DEADLINE_MS);
    const cancel = () => {
      cancels += 1;
      deadline.cancel();
    };
    const asked: TokenRevoker['revoke'] = (...token) => {
      cancelsBefore = cancels;
      return revoke(...token);
    };
    await tryBoth({ revoke: asked, deadline: { ...deadline, cancel } }).catch(() => undefined);
    expect(cancelsBefore).toBe(0);
    expect(cancels).toBe(1);
  },
);
