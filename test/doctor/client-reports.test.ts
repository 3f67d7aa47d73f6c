import { describe, expect, test } from '@jest/globals';
import { createClientReports } from '../../src/doctor/client-reports.ts';
import type { ClientFacts } from '../../src/doctor/ports/client-facts.ts';

const FRESH_MS = 5 * 60_000;

function reports() {
  let nowMs = 1_000_000;
  const examined: string[] = [];
  const clientReports = createClientReports({
    clientIds: ['a', 'b'],
    clock: { nowMs: () => nowMs },
    examine: async (clientId) => {
      examined.push(clientId);
      await Promise.resolve();
      return factsOf(clientId);
    },
  });
  return { clientReports, examined, advance: (ms: number) => (nowMs += ms) };
}

function factsOf(clientId: string): ClientFacts {
  const denied = { kind: 'denied' } as const;
  return {
    configured: {
      clientId,
      userPoolId: 'eu-west-1_Pool1',
      signOutUrls: [],
      accessTokenValiditySeconds: 3600,
      idTokenValiditySeconds: 3600,
      refreshTokenValiditySeconds: 2_592_000,
      sessionTracking: false,
    },
    pace: { revokeQuotaPerSecond: 120, signOutQuotaPerSecond: 25 },
    unsigned: { kind: 'read', value: 'answered' },
    clockAheadMs: 0,
    secret: { kind: 'read', value: 'good' },
    client: denied,
    pool: denied,
    tracking: denied,
    permissions: [],
  };
}

describe('the reports on app clients', () => {
  test('are made one after the other, and kept for five minutes', async () => {
    const { clientReports, examined, advance } = reports();
    expect(clientReports.known('a')).toBeUndefined();
    expect((await clientReports.refresh()).map(({ clientId }) => clientId)).toEqual(['a', 'b']);
    expect(clientReports.known('a')?.findings.map(({ id }) => id)).toEqual(['permission-missing']);

    advance(FRESH_MS - 1);
    expect(await clientReports.refresh()).toEqual([]);
    advance(1);
    expect(await clientReports.refresh()).toHaveLength(2);
    expect(examined).toEqual(['a', 'b', 'a', 'b']);
  });

  test('are made once for all who ask at the same time', async () => {
    const { clientReports, examined } = reports();
    await Promise.all([clientReports.refresh(), clientReports.refresh()]);
    expect(examined).toEqual(['a', 'b']);
  });

  test('are made anew for an app client that was changed', async () => {
    const { clientReports, examined } = reports();
    await clientReports.refresh();
    clientReports.forget('b');
    expect(clientReports.known('b')).toBeUndefined();
    await clientReports.refresh();
    expect(examined).toEqual(['a', 'b', 'b']);
  });

  test('are made anew when the clock was set back', async () => {
    const { clientReports, advance } = reports();
    await clientReports.refresh();
    advance(-1);
    expect(await clientReports.refresh()).toHaveLength(2);
  });
});
