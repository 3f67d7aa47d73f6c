import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, {
    environment: { DATABASE_URL: `file:${join(mkdtempSync(join(tmpdir(), 'turn-on-')), 'logout.db')}` },
    adminActs: ['manage-clients', 'read-audit', 'read-clients'],
    awsCredentials: { accessKeyId: 'AKIATEST', secretAccessKey: canary('turnOnSecretAccessKeyCanary') },
  });
});
afterAll(() => service.stop());

const turnOn = (more = {}) =>
  postJson(
    `${service.url}/admin/clients/${service.publicClientId}/token-revocation`,
    { reason: 'logouts wait', ...more },
    { authorization: `Bearer ${service.apiKey}` },
  );

async function get(path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${service.apiKey}` };
  return (await fetch(`${service.url}${path}`, { headers })).json();
}

async function findings(): Promise<readonly string[]> {
  const { clients } = (await get('/admin/clients')) as {
    clients: readonly { clientId: string; findings: readonly { id: string }[] }[];
  };
  const client = clients.find(({ clientId }) => clientId === service.publicClientId);
  return client?.findings.map(({ id }) => id) ?? [];
}

describe('F03: logouts that wait for token revocation', () => {
  test('are delivered at once when an admin has turned it on, and the audit trail tells of it', async () => {
    const { fake, publicClientId: clientId } = service;
    const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
    fake.updateAppClient(clientId, { enableTokenRevocation: false });
    const logout = await postJson(`${service.url}/logout`, { refreshToken, clientId });
    expect(logout.status).toBe(202);
    const receipt = await get(`/admin/receipts/${String(logout.body['receiptId'])}`);
    expect(receipt).toMatchObject({ status: 'parked', waitsFor: 'revocation-disabled' });
    expect(await findings()).toContain('revocation-off');
    expect((await turnOn({ dryRun: true })).body).toMatchObject({ status: 'would-change' });
    expect(fake.refreshTokenState(refreshToken)).toBe('live');

    expect(await turnOn()).toMatchObject({
      status: 200,
      body: { status: 'changed', verified: { moved: [] } },
    });

    await eventually(() => fake.refreshTokenState(refreshToken) === 'revoked');
    expect(await findings()).not.toContain('revocation-off');
    const { events } = (await get('/admin/audit?kind=client-change&order=oldest-first')) as {
      events: readonly Record<string, unknown>[];
    };
    expect(events.map(({ result, reason, clientId: of }) => [result, reason, of])).toEqual([
      ['begun', 'logouts wait', clientId],
      ['changed', 'logouts wait', clientId],
    ]);
  });
});
