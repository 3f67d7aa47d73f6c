import { describe, expect, test } from '@jest/globals';
import { createClientReports } from '../../src/doctor/client-reports.ts';
import type { ClientFacts } from '../../src/doctor/ports/client-facts.ts';

const FRESH_MS = 5 * 60_000;

function reports(answer: (clientId: string) => Promise<ClientFacts> = answerAtOnce) {
  let nowMs = 1_000_000;
  const examined: string[] = [];
  const failures: unknown[] = [];
  const clientReports = createClientReports({
    clientIds: ['a', 'b'],
    clock: { nowMs: () => nowMs },
    examine: (clientId) => {
      examined.push(clientId);
      return answer(clientId);
    },
    failed: (event) => failures.push(event),
  });
  return { clientReports, examined, failures, advance: (ms: number) => (nowMs += ms) };
}

const answerAtOnce = (clientId: string) => Promise.resolve(factsOf(clientId));

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

  test('are not made of what was read before an app client was changed', async () => {
    const answers: (() => void)[] = [];
    const { clientReports, examined } = reports(
      (clientId) => new Promise((resolve) => answers.push(() => resolve(factsOf(clientId)))),
    );
    const refreshed = clientReports.refresh();
    clientReports.forget('a');
    clientReports.forget('b');
    for (const _ of ['a', 'b']) {
      answers.pop()?.();
      await new Promise(setImmediate);
    }
    expect((await refreshed).map(({ clientId }) => clientId)).toEqual(['b']);
    expect(clientReports.known('a')).toBeUndefined();

    const again = clientReports.refresh();
    answers.pop()?.();
    expect(await again).toHaveLength(1);
    expect(clientReports.known('a')).toBeDefined();
    expect(examined).toEqual(['a', 'b', 'a']);
  });

  test('stay as they are for an app client whose examination fails, are told of, and made for the others', async () => {
    let isBroken = false;
    const cause = new TypeError('nobody thought of that');
    const { clientReports, failures, advance } = reports((clientId) =>
      isBroken && clientId === 'a' ? Promise.reject(cause) : answerAtOnce(clientId),
    );
    const [before] = await clientReports.refresh();
    isBroken = true;
    advance(FRESH_MS);
    expect((await clientReports.refresh()).map(({ clientId }) => clientId)).toEqual(['b']);
    expect(clientReports.known('a')).toBe(before);
    expect(failures).toEqual([{ clientId: 'a', cause }]);
    isBroken = false;
    expect((await clientReports.refresh()).map(({ clientId }) => clientId)).toEqual(['a']);
  });

  test('are made anew when the clock was set back', async () => {
    const { clientReports, advance } = reports();
    await clientReports.refresh();
    advance(-1);
    expect(await clientReports.refresh()).toHaveLength(2);
  });
});
