import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { refreshes, signIn, UPSTREAMS } from '../../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let service: RunningService;

function liveToken(clientId: string): string {
  return canary(service.fake.signIn({ clientId, username: 'alice' }).refreshToken);
}

/** A token of the same shape as a live one, that Cognito has never issued. */
function unknownToken(clientId: string): string {
  const parts = liveToken(clientId).split('.');
  return canary([...parts.slice(0, -1), 'A'.repeat(parts.at(-1)?.length ?? 22)].join('.'));
}

async function expiredToken(clientId: string): Promise<string> {
  const session = signIn(service, clientId);
  service.fake.clock.advanceMs(31 * 86_400_000);
  expect(await refreshes(service, session)).toBe(false);
  return session.refreshToken;
}

/** All that the answer says, but for what names the one request: its ids, the time, and what is left of a budget. */
async function answerTo(path: string, body: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const headers = [...response.headers].filter(
    ([name]) => !/^(date|x-request-id|ratelimit|ratelimit-policy)$/.test(name),
  );
  const text = (await response.text())
    .replaceAll(UUID, 'any')
    .replaceAll(/"until":"[^"]*"/g, '"until":"any"');
  return JSON.stringify([response.status, headers, text]);
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startRunningService(writeFile, { upstream });
  });
  afterAll(() => service.stop());
  afterEach(() => service.fake.clock.reset());

  describe('T03 byte for byte the same answer is given for a live, a revoked and an unknown token', () => {
    test.each(['publicClientId', 'confidentialClientId'] as const)('by POST /logout: %s', async (kind) => {
      const clientId = service[kind];
      const refreshToken = liveToken(clientId);
      const live = await answerTo('/logout', { refreshToken, clientId });
      const revoked = await answerTo('/logout', { refreshToken, clientId });
      const unknown = await answerTo('/logout', { refreshToken: unknownToken(clientId), clientId });

      expect(live).toMatch(/^\[200,/);
      expect([revoked, unknown]).toEqual([live, live]);
    });

    test.each(['publicClientId', 'confidentialClientId'] as const)(
      'by POST /oauth2/revoke, and for one that has expired: %s',
      async (kind) => {
        const client_id = service[kind];
        const token = liveToken(client_id);
        const live = await answerTo('/oauth2/revoke', { token, client_id });
        const revoked = await answerTo('/oauth2/revoke', { token, client_id });
        const unknown = await answerTo('/oauth2/revoke', { token: unknownToken(client_id), client_id });
        const expired = await answerTo('/oauth2/revoke', { token: await expiredToken(client_id), client_id });

        expect(live).toMatch(/^\[200,.*"\{\}"\]$/);
        expect([revoked, unknown, expired]).toEqual([live, live, live]);
      },
    );
  });
});
