import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { POOL_ADMIN_KEY, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

type Told = Readonly<Record<string, unknown>>;

async function afterThreeOrders() {
  const { app } = startService();
  const orders = [BY_USER, BY_TOKEN, { ...BY_USER, userPoolId: SHOP.userPoolId, username: 'grace' }];
  for (const order of orders) await ask(app, adminRevoke(order));
  const eventsOf = async (query: string, credential?: string): Promise<readonly Told[]> => {
    const answer = await ask(app, adminGet(`/admin/audit${query}`, credential));
    expect(answer.status).toBe(200);
    return answer.json['events'] as readonly Told[];
  };
  return { app, eventsOf };
}

describe('GET /admin/audit answers 200', () => {
  test('and tells of each order who, whom, why and from where, and what came of it', async () => {
    const { eventsOf } = await afterThreeOrders();
    const events = await eventsOf('?order=oldest-first');
    const about = {
      requestId: expect.any(String),
      receiptId: expect.any(String),
      at: '2026-11-22T12:00:00.000Z',
      act: 'end-user-sessions',
      userPoolId: SPA.userPoolId,
      user: 'ada',
      sub: 'sub-of-ada',
      actor: { kind: 'admin', id: 'ops1', via: 'api-key' },
      clientAddress: expect.stringContaining('127.0.0.1'),
      reason: 'left the company',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    };
    expect(events.slice(0, 2)).toEqual([
      { sequence: 1, kind: 'accepted', ...about, lane: 'admin', expiresAt: '2026-12-22T12:00:00.000Z' },
      { sequence: 2, kind: 'final', ...about, outcome: { kind: 'confirmed' }, attempts: 1 },
    ]);
    expect(events).toHaveLength(6);
  });

  test('newest first unless it says otherwise, a page at a time', async () => {
    const { app } = await afterThreeOrders();
    const seen: unknown[] = [];
    let cursor: unknown = '';
    do {
      const { json } = await ask(
        app,
        adminGet(`/admin/audit?limit=4${cursor === '' ? '' : `&cursor=${String(cursor)}`}`),
      );
      seen.push(...(json['events'] as readonly Told[]).map(({ sequence }) => sequence));
      cursor = json['nextCursor'];
    } while (cursor !== null);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test.each([
    ['kind=final', 3],
    ['user=ada', 2],
    ['actorId=ops1', 6],
    [`clientId=${SPA.clientId}`, 2],
    [`userPoolId=${SHOP.userPoolId}`, 2],
    ['from=2026-11-22T12:00:00Z', 6],
    ['until=2026-11-22T12:59:59%2B01:00', 0],
    ['until=2026-11-22T13:00:00%2B01:00', 6],
    ['fingerprint=0123456789abcdef', 0],
  ])('and finds %s: %d', async (query, count) => {
    const { eventsOf } = await afterThreeOrders();
    expect(await eventsOf(`?${query}`)).toHaveLength(count);
  });

  test('with what belongs to one receipt, or to one token by its fingerprint', async () => {
    const { eventsOf } = await afterThreeOrders();
    const [event] = await eventsOf('?order=oldest-first&kind=accepted&clientId=' + SPA.clientId);
    const kinds = ['accepted', 'final'];
    for (const name of ['receiptId', 'fingerprint']) {
      const found = await eventsOf(`?order=oldest-first&${name}=${String(event?.[name])}`);
      expect(found.map(({ kind }) => kind)).toEqual(kinds);
    }
  });

  test('with every event on a line of its own, oldest first, if asked for NDJSON', async () => {
    const { app } = await afterThreeOrders();
    const answer = await ask(
      app,
      adminGet('/admin/audit?kind=final', undefined, { Accept: 'application/x-ndjson' }),
    );
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Told);
    expect(lines.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [2, 'final'],
      [4, 'final'],
      [6, 'final'],
    ]);
  });

  test('and reads nothing of the trail for a HEAD request', async () => {
    let isRead = false;
    const { app } = startService({
      audit: {
        query: () => Promise.resolve({ records: [], nextCursor: undefined }),
        verifyChain: () => Promise.reject(new Error('not asked for')),
        record: () => Promise.reject(new Error('not asked for')),
        async *export() {
          await Promise.resolve();
          isRead = true;
          yield* [];
        },
      },
    });
    const question = adminGet('/admin/audit', undefined, { Accept: 'application/x-ndjson' });
    expect((await ask(app, { ...question, method: 'HEAD' })).status).toBe(200);
    expect(isRead).toBe(false);
  });

  test('T42 with the events of their pool to an admin of one', async () => {
    const { eventsOf } = await afterThreeOrders();
    const events = await eventsOf('', POOL_ADMIN_KEY);
    expect(events).toHaveLength(2);
    expect(new Set(events.map(({ userPoolId }) => userPoolId))).toEqual(new Set([SHOP.userPoolId]));
  });

  test('and shows no token', async () => {
    const { app } = await afterThreeOrders();
    expect((await ask(app, adminGet('/admin/audit'))).text).not.toContain(REFRESH_TOKEN);
  });
});
