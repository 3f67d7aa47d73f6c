import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/fake-cognito/faults.ts';
import { canary } from '../support/canaries.ts';
import { postJson, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const HUGE_BYTES = 200 * 1024 * 1024;
const MEMORY_GROWTH_BYTES_MAX = 60 * 1024 * 1024;

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, { environment: { UPSTREAM_DEADLINE_MS: '500' } });
});
afterEach(() => service.fake.clearFaults());
afterAll(() => service.stop());

const FAULTS: readonly Omit<Fault, 'operation'>[] = [
  { kind: 'throttle' },
  { kind: 'internal-error' },
  { kind: 'forbidden' },
  { kind: 'html-503' },
  { kind: 'html-403' },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'drip' },
  { kind: 'truncated-json' },
  { kind: 'redirect' },
  { kind: 'huge-body', bytes: HUGE_BYTES },
];

describe('what Cognito does not confirm is a 503 that may be tried again, never a receipt', () => {
  test.each(FAULTS)('F07, F08, F10, F12: when Cognito fails with: $kind', async (fault) => {
    const { refreshToken } = service.fake.signIn({ clientId: service.publicClientId, username: 'alice' });
    const body = { refreshToken: canary(refreshToken), clientId: service.publicClientId };
    service.fake.failNext({ operation: 'RevokeToken', ...fault });

    const failed = await postJson(`${service.url}/logout`, body);

    expect(failed).toMatchObject({ status: 503, body: { code: 'not-durable', retryable: true } });
    expect(Number(failed.headers.get('retry-after'))).toBeGreaterThan(0);
    const again = await postJson(`${service.url}/logout`, body);
    expect(again).toMatchObject({ status: 200, body: { status: 'revoked' } });
    expect(service.fake.refreshTokenState(refreshToken)).toBe('revoked');
  });

  test("F11: when nobody answers at Cognito's address at all", async () => {
    const lonely = await startRunningService(writeFile);
    const { refreshToken } = lonely.fake.signIn({ clientId: lonely.publicClientId, username: 'alice' });
    await lonely.fake.stop();
    const answer = await postJson(`${lonely.url}/logout`, {
      refreshToken: canary(refreshToken),
      clientId: lonely.publicClientId,
    });
    expect(answer).toMatchObject({ status: 503, body: { code: 'not-durable' } });
    await lonely.stop();
  });
});

test('a Cognito that answers with 200 MB, ten times, leaves memory flat', async () => {
  const { publicClientId: clientId, fake } = service;
  const beforeBytes = process.memoryUsage().rss;
  for (let round = 0; round < 10; round += 1) {
    const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
    fake.failNext({ operation: 'RevokeToken', kind: 'huge-body', bytes: HUGE_BYTES });
    expect((await postJson(`${service.url}/logout`, { refreshToken, clientId })).status).toBe(503);
  }
  expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(MEMORY_GROWTH_BYTES_MAX);
});

test('readiness does not depend on Cognito (T64)', async () => {
  service.fake.failNext({ operation: '*', kind: 'hang', times: 1000 });
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
});
