import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createCognitoApi } from '../../../src/cognito/cognito-api.ts';
import { createKnownTracking } from '../../../src/cognito/sessions/known-tracking.ts';
import { createProvenLinkRevoker } from '../../../src/cognito/sessions/proven-link-revoker.ts';
import { createUpstreamConnections } from '../../../src/cognito/upstream-connections.ts';
import { startFakeCognito, type FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import type { TokenToRevoke } from '../../../src/revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { canary } from '../../support/canaries.ts';

const CONFIRMED: UpstreamOutcome = { kind: 'confirmed' };
const LEFT_ALIVE = { kind: 'confirmed', leftAlive: ['managedLogin'] };
/** The AWS SDK is loaded by the first question, which may take its time on a busy machine. */
const PATIENCE_MS = 30_000;
const QUESTION = 'GetUserPoolSessionConfiguration';

let fake: FakeCognito;
const connections = createUpstreamConnections();
beforeAll(async () => {
  fake = await startFakeCognito();
});
beforeEach(() => fake.reset());
afterAll(async () => {
  await connections.close();
  await fake.stop();
});

/** A revoker that comes to this outcome, for an app client that is configured for session tracking. */
async function revokerAt(pool: { sessionTracking: boolean }, outcome: UpstreamOutcome = CONFIRMED) {
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1', ...pool });
  const client = { clientId: 'webapp', userPoolId, region: 'eu-west-1', endpoint: fake.url };
  const configured = { ...client, secrets: [], sessionTracking: true };
  const credentials = {
    accessKeyId: 'AKIATRACKING',
    secretAccessKey: canary('trackingSecretAccessKeyCanary'),
  };
  let nowMs = 0;
  const api = createCognitoApi({ connections, credentials });
  const tracking = createKnownTracking(api, { nowMs: () => nowMs }, PATIENCE_MS);
  const revoker = createProvenLinkRevoker(
    { revoke: () => Promise.resolve(outcome) },
    { find: () => configured, all: () => [configured] },
    tracking,
  );
  const refreshToken = canary('provenLinkCanaryRefreshToken');
  const revoke = (changes: Partial<TokenToRevoke> = {}) =>
    revoker.revoke(
      { clientId: 'webapp', refreshToken, endSso: true, ...changes },
      AbortSignal.timeout(10_000),
    );
  const asked = () => fake.calls().filter(({ operation }) => operation === QUESTION).length;
  const passMs = (ms: number) => {
    nowMs += ms;
  };
  return { revoke, asked, passMs };
}

test('a linked managed login has ended where Cognito says that the user pool tracks sessions', async () => {
  const { revoke } = await revokerAt({ sessionTracking: true });
  expect(await revoke()).toEqual(CONFIRMED);
});

test('it is left alive where Cognito says that sessions are not tracked, whatever is configured', async () => {
  const { revoke } = await revokerAt({ sessionTracking: false });
  expect(await revoke()).toEqual(LEFT_ALIVE);
});

test.each(['access-denied', 'throttle', 'hang', 'internal-error'] as const)(
  'it is not claimed to have ended where Cognito does not say so (%s), and the logout does not wait for it',
  async (kind) => {
    const { revoke } = await revokerAt({ sessionTracking: true });
    fake.failNext({ operation: QUESTION, kind });
    expect(await revoke()).toEqual(LEFT_ALIVE);
  },
);

test('Cognito is asked once a minute at most, and again after that', async () => {
  const { revoke, asked, passMs } = await revokerAt({ sessionTracking: true });
  await Promise.all([revoke(), revoke(), revoke()]);
  passMs(59_000);
  await revoke();
  expect(asked()).toBe(1);
  passMs(2000);
  expect(await revoke()).toEqual(CONFIRMED);
  expect(asked()).toBe(2);
});

test('nobody is asked where no managed login was to end, or nothing has ended', async () => {
  const alreadyDead = { kind: 'already-dead', exceptionName: 'InvalidParameterException' } as const;
  const one = await revokerAt({ sessionTracking: false });
  expect(await one.revoke({ endSso: false })).toEqual(CONFIRMED);
  const other = await revokerAt({ sessionTracking: false }, alreadyDead);
  expect(await other.revoke()).toEqual(alreadyDead);
  expect(one.asked() + other.asked()).toBe(0);
});
