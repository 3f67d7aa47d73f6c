import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import type { SecretVerdict } from '../../src/cognito/probe-secrets.ts';
import { createSecretVerdicts, type Moment, type SecretVerdicts } from '../../src/cognito/secret-verdicts.ts';
import { canary } from '../support/canaries.ts';

const FIRST_SECRET = canary('verdictsCANARYfirstCANARYsecret1');
const SECOND_SECRET = canary('verdictsCANARYsecondCANARYsecret');
const APP_CLIENT: CognitoAppClient = {
  clientId: 'verdicts1client',
  userPoolId: 'eu-west-1_Verdicts',
  region: 'eu-west-1',
  secrets: [FIRST_SECRET],
  endpoint: undefined,
  sessionTracking: false,
};
const THROTTLED = { kind: 'retry', cause: 'throttled', exceptionName: 'TooManyRequestsException' } as const;

let nowMs: number;
let probes: { readonly signal: AbortSignal; readonly answer: (verdict: SecretVerdict) => void }[];
let verdicts: SecretVerdicts;

beforeEach(() => {
  nowMs = 1_000_000;
  probes = [];
  verdicts = createSecretVerdicts(
    (_appClient, signal) => new Promise((answer) => probes.push({ signal, answer })),
    { nowMs: () => nowMs },
    1_000,
  );
});

function ask(appClient = APP_CLIENT, signal = AbortSignal.timeout(10_000)): Promise<SecretVerdict> {
  return verdicts.of(appClient, signal);
}

async function learn(verdict: SecretVerdict): Promise<void> {
  const asked = ask();
  probes.at(-1)?.answer(verdict);
  expect(await asked).toBe(verdict);
}

describe('a verdict', () => {
  test('is found out once for all who ask at the same time', async () => {
    const asked = Array.from({ length: 20 }, () => ask());
    probes[0]?.answer('good');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['good']));
    expect(probes).toHaveLength(1);
  });

  test('holds for 30 s where no refusal is to be judged', async () => {
    await learn('good');
    nowMs += 29_999;
    expect(await ask()).toBe('good');
    expect(probes).toHaveLength(1);
    nowMs += 1;
    await learn('bad');
    expect(probes).toHaveLength(2);
  });

  test('is asked for again 2 s after a probe that found nothing out', async () => {
    await learn(THROTTLED);
    nowMs += 1_999;
    expect(await ask()).toBe(THROTTLED);
    nowMs += 1;
    await learn('good');
    expect(probes).toHaveLength(2);
  });

  test('of other secrets is another verdict', async () => {
    await learn('bad');
    for (const secrets of [[SECOND_SECRET], [SECOND_SECRET, FIRST_SECRET], []]) {
      const asked = ask({ ...APP_CLIENT, secrets });
      probes.at(-1)?.answer('good');
      expect(await asked).toBe('good');
    }
    expect(probes).toHaveLength(4);
  });

  test('of another app client is another verdict', async () => {
    await learn('bad');
    const asked = ask({ ...APP_CLIENT, clientId: 'verdicts2client' });
    probes.at(-1)?.answer('good');
    expect(await asked).toBe('good');
    expect(await ask()).toBe('bad');
  });
});

test('a caller who runs out of time is told to retry, and takes nothing from the others', async () => {
  const impatient = new AbortController();
  const early = ask(APP_CLIENT, impatient.signal);
  const patient = ask();
  impatient.abort();
  expect(await early).toMatchObject({ kind: 'retry', cause: 'timeout' });
  expect(probes[0]?.signal.aborted).toBe(false);
  probes[0]?.answer('good');
  expect(await patient).toBe('good');
});

describe('a refusal', () => {
  const refused = (since: Moment) =>
    verdicts.of(APP_CLIENT, AbortSignal.timeout(10_000), { refusedSince: since });
  const UNDECIDED = { kind: 'retry', cause: 'undecided', retryAfterSeconds: 2 };

  test.each(['good', 'superfluous'] as const)(
    'is not put down to the token by what was found out before the call: %s',
    async (verdict) => {
      await learn(verdict);
      const since = verdicts.moment();
      expect(await refused(since)).toMatchObject(UNDECIDED);
      nowMs += 1_999;
      expect(await refused(since)).toMatchObject(UNDECIDED);
      expect(probes).toHaveLength(1);
      nowMs += 1;
      const judged = [refused(since), refused(since)];
      await setImmediate();
      probes[1]?.answer('bad');
      expect(await Promise.all(judged)).toEqual(['bad', 'bad']);
      expect(probes).toHaveLength(2);
    },
  );

  test('is not put down to the token by a probe that was on its way when the call began', async () => {
    const asked = ask();
    const judged = refused(verdicts.moment());
    probes[0]?.answer('good');
    expect(await asked).toBe('good');
    expect(await judged).toMatchObject(UNDECIDED);
  });

  test('is judged by any probe that began after the call did, for as long as its verdict holds', async () => {
    const since = verdicts.moment();
    await learn('good');
    nowMs += 29_999;
    expect(await refused(since)).toBe('good');
    expect(probes).toHaveLength(1);
  });

  test('is put down to the secret by what was found out before', async () => {
    await learn('bad');
    nowMs += 29_999;
    expect(await refused(verdicts.moment())).toBe('bad');
    expect(probes).toHaveLength(1);
  });

  test('costs a probe every two seconds, however many there are', async () => {
    await learn('good');
    for (let tenths = 0; tenths < 100; tenths += 1) {
      nowMs += 100;
      const judged = Array.from({ length: 10 }, () => refused(verdicts.moment()));
      await setImmediate();
      probes.at(-1)?.answer('good');
      await Promise.all(judged);
    }
    expect(probes).toHaveLength(1 + 5);
  });

  test('is judged although the clock was set back', async () => {
    await learn('good');
    nowMs -= 60_000;
    const judged = refused(verdicts.moment());
    await setImmediate();
    probes[1]?.answer('bad');
    expect(await judged).toBe('bad');
  });
});

describe('secrets that were taken over while Cognito refused the ones of before', () => {
  const refusal = () => ({ refusedSince: verdicts.moment(), refusedSecrets: [FIRST_SECRET] });
  const renewed = { ...APP_CLIENT, secrets: [SECOND_SECRET] };
  const UNDECIDED = { kind: 'retry', cause: 'undecided' };

  test('acquit nobody: the logout is tried again with them, and its token is not blamed', async () => {
    const asked = verdicts.of(renewed, AbortSignal.timeout(10_000), refusal());
    expect(await asked).toMatchObject(UNDECIDED);
    expect(probes).toHaveLength(0);
  });

  test('acquit nobody either when they come while it is found out', async () => {
    await learn('good');
    let { secrets } = APP_CLIENT;
    const appClient = {
      ...APP_CLIENT,
      get secrets() {
        return secrets;
      },
    };
    const asked = verdicts.of(appClient, AbortSignal.timeout(10_000), refusal());
    secrets = renewed.secrets;
    expect(await asked).toMatchObject(UNDECIDED);
    expect(probes).toHaveLength(1);
  });
});
