import { describe, expect, test } from '@jest/globals';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { adminPost, storageWithParked } from '../../support/http/parked-intents.ts';
import { startService } from '../../support/http/service.ts';

const PATH = '/admin/parked/retry';

async function retry(bodyOf: (receiptIds: readonly string[]) => object, credential?: string) {
  const { store: intents, receiptIds } = await storageWithParked();
  const { app, events } = startService({ intents });
  const answer = await ask(app, adminPost(PATH, bodyOf(receiptIds), credential));
  expect(answer.status).toBe(200);
  return { retried: answer.json['retried'], parked: (await intents.stats()).parked, events };
}

describe('POST /admin/parked/retry answers 200', () => {
  test('and all of it is due at once, without a filter', async () => {
    const { retried, parked, events } = await retry(() => ({}));
    expect({ retried, parked }).toEqual({ retried: 3, parked: [] });
    const told = events.find(({ name }) => name === 'parkedManaged');
    expect(told?.fields).toMatchObject({ adminId: 'ops1', change: 'retried', intents: 3 });
  });

  test.each<[string, (receiptIds: readonly string[]) => object, number]>([
    ['a user pool', () => ({ userPoolId: SHOP.userPoolId }), 1],
    ['an app client', () => ({ clientId: SPA.clientId }), 2],
    ['what it waits for', () => ({ cause: 'client-secret-rejected' }), 2],
    ['a receipt', ([first]) => ({ receiptId: first }), 1],
    ['no app client', () => ({ clientId: null }), 0],
    ['what nothing waits for', () => ({ clientId: SPA.clientId, cause: 'revocation-disabled' }), 0],
  ])('and what matches is due, by %s', async (_what, bodyOf, expected) => {
    const { retried, parked } = await retry(bodyOf);
    const left = parked.reduce((sum, { intents }) => sum + intents, 0);
    expect({ retried, left }).toEqual({ retried: expected, left: 3 - expected });
  });

  test('T42 and, for an admin of some pools, what is in those', async () => {
    const { retried, parked } = await retry(() => ({}), POOL_ADMIN_KEY);
    expect(retried).toBe(1);
    expect(parked).toMatchObject([{ userPoolId: SPA.userPoolId, intents: 2 }]);
  });
});
