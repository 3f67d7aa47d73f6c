import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { adminPost, storageWithParked } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

const PATH = '/admin/parked/drop';
const REASON = 'the app client was deleted';

async function parkedService() {
  const { store: intents, audit, receiptIds } = await storageWithParked();
  return { ...startService({ intents, audit }), intents, receiptIds };
}

describe('POST /admin/parked/drop answers 200', () => {
  test('and the trail, and the receipt, say which admin gave them up, from where and why', async () => {
    const { app, receiptIds, events } = await parkedService();
    const body = { clientId: SPA.clientId, cause: 'client-secret-rejected', reason: REASON };

    const answer = await ask(app, adminPost(PATH, body));

    expect(answer.json).toEqual({ dropped: 2, more: false });
    for (const receiptId of receiptIds.slice(0, 2)) {
      const { json } = await ask(app, adminGet(`/admin/receipts/${receiptId}`));
      expect(json).toMatchObject({
        status: 'abandoned',
        events: [
          { kind: 'accepted' },
          {
            kind: 'final',
            outcome: {
              kind: 'abandoned',
              by: {
                actor: { kind: 'admin', id: 'ops1', via: 'api-key' },
                clientAddress: expect.any(String),
                requestId: answer.headers['x-request-id'],
                reason: REASON,
              },
            },
          },
        ],
      });
    }
    const told = events.find(({ name }) => name === 'parkedManaged');
    expect(told?.fields).toMatchObject({ adminId: 'ops1', change: 'dropped', intents: 2 });
    expect(JSON.stringify(told)).not.toContain(REASON);
  });

  test('and gives up the one with a receipt, and no other', async () => {
    const { app, intents, receiptIds } = await parkedService();
    const { json } = await ask(app, adminPost(PATH, { receiptId: receiptIds[1], reason: REASON }));
    expect(json).toEqual({ dropped: 1, more: false });
    expect(await intents.find(receiptIds[0] ?? '')).toMatchObject({ kind: 'parked' });
  });

  test('T42 and, to an admin of some pools, only what is in those', async () => {
    const { app, intents, receiptIds } = await parkedService();
    const asked = { cause: 'client-secret-rejected', reason: REASON };
    const { json } = await ask(app, adminPost(PATH, asked, POOL_ADMIN_KEY));
    expect(json).toEqual({ dropped: 0, more: false });
    expect(await intents.find(receiptIds[0] ?? '')).toMatchObject({ kind: 'parked' });
  });

  test('and says that there may be more after a thousand at once', async () => {
    const { store } = await storageWithParked();
    const asked: number[] = [];
    const intents = {
      ...store,
      dropParked: (_filter: object, max: number) => {
        asked.push(max);
        return Promise.resolve(max);
      },
    };
    const { app } = startService({ intents });
    const { json } = await ask(app, adminPost(PATH, { clientId: SPA.clientId, reason: REASON }));
    expect({ json, asked }).toEqual({ json: { dropped: 1000, more: true }, asked: [1000] });
  });
});
