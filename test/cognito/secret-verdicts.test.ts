import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import type { SecretVerdict } from '../../src/cognito/probe-secrets.ts';
import { createSecretVerdicts, type SecretVerdicts } from '../../src/cognito/secret-verdicts.ts';
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

  test('holds for 30 s', async () => {
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
