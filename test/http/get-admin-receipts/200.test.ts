import { describe, expect, test } from '@jest/globals';
import type { IntentState } from '../../../src/revocation/intents/intent.ts';
import { BY_TOKEN, BY_USER, adminGet, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY } from '../../support/http/credentials.ts';
import { adminOf, adminsKnowing } from '../../support/http/in-memory-ports.ts';
import { NOW_MS, startService } from '../../support/http/service.ts';
import { acceptNew, tokenIntent } from '../../support/storage/intents.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';

const { store: intents } = memoryStorage({ nowMs: () => NOW_MS });

async function receiptOf(state: IntentState | undefined) {
  const { app } = startService({ intents: { ...intents, find: () => Promise.resolve(state) } });
  const { json } = await ask(app, adminRevoke(BY_USER));
  const answer = await ask(app, adminGet(`/admin/receipts/${String(json['receiptId'])}`));
  expect(answer.status).toBe(200);
  expect(answer.json['receiptId']).toBe(json['receiptId']);
  return answer.json;
}

/** The kinds of events that the receipt of an order shows, which was repeated before Cognito confirmed, and forgotten since. */
async function afterRepetitions(repetitions: number) {
  const { store, audit } = memoryStorage({ nowMs: () => NOW_MS });
  const actor = { kind: 'admin', id: 'ops1', via: 'api-key' } as const;
  const intent = tokenIntent(NOW_MS, { request: { actor } });
  const lease = await acceptNew(store, intent);
  for (let times = 0; times < repetitions; times += 1)
    await audit.record({ ...intent.request, kind: 'repeated' });
  await store.settle(lease, { kind: 'confirmed' });
  const { app } = startService({ audit, intents: { ...store, find: () => Promise.resolve(undefined) } });
  const { json } = await ask(app, adminGet(`/admin/receipts/${intent.request.receiptId}`));
  const kinds = (json['events'] as readonly { readonly kind: string }[]).map(({ kind }) => kind);
  return { status: json['status'], kinds };
}

describe('GET /admin/receipts/{receiptId} answers 200', () => {
  test('with both events of an order that has ended', async () => {
    const { app } = startService();
    const { json } = await ask(app, adminRevoke(BY_USER));
    const answer = await ask(app, adminGet(`/admin/receipts/${String(json['receiptId'])}`));
    expect(answer.json).toEqual({
      receiptId: json['receiptId'],
      status: 'revoked',
      events: [
        expect.objectContaining({ kind: 'accepted', user: 'ada', reason: 'left the company' }),
        expect.objectContaining({ kind: 'final', outcome: { kind: 'confirmed' } }),
      ],
    });
  });

  test.each<[string, IntentState]>([
    ['accepted', { kind: 'pending' }],
    [
      'revoked',
      { kind: 'settled', outcome: { kind: 'already-dead', exceptionName: 'InvalidParameterException' } },
    ],
    ['expired', { kind: 'settled', outcome: { kind: 'expired' } }],
    ['abandoned', { kind: 'settled', outcome: { kind: 'abandoned' } }],
    [
      'rejected',
      {
        kind: 'settled',
        outcome: { kind: 'rejected', code: 'user-not-found', exceptionName: 'UserNotFoundException' },
      },
    ],
  ])('and says that an order is %s when the store says so', async (status, state) => {
    const { status: said } = await receiptOf(state);
    expect(said).toBe(state.kind === 'pending' ? 'revoked' : status);
  });

  test('and from the trail alone, once the store has forgotten it', async () => {
    expect(await receiptOf(undefined)).toMatchObject({ status: 'revoked' });
  });

  test.each([1, 2, 600])('with its end, after as many repetitions as %d', async (repetitions) => {
    const { status, kinds } = await afterRepetitions(repetitions);
    const shown = Array.from({ length: Math.min(repetitions, 500) }, () => 'repeated');
    expect({ status, kinds }).toEqual({ status: 'revoked', kinds: ['accepted', ...shown, 'final'] });
  });

  test('to whoever gave the order or gave it again, without what others did', async () => {
    const admins = adminsKnowing({
      [ADMIN_KEY]: { kind: 'authenticated', admin: adminOf('ops1', 'all', ['end-sessions-by-token']) },
      other: { kind: 'authenticated', admin: adminOf('ops2', 'all', ['end-sessions-by-token']) },
      stranger: { kind: 'authenticated', admin: adminOf('ops4', 'all', ['end-sessions-by-token']) },
      auditor: { kind: 'authenticated', admin: adminOf('ops3', 'all', ['read-audit']) },
    });
    const { app } = startService({ admins });
    const { json } = await ask(app, adminRevoke(BY_TOKEN));
    for (const credential of [ADMIN_KEY, 'other']) await ask(app, adminRevoke(BY_TOKEN, credential));
    const shownTo = async (credential: string) => {
      const path = `/admin/receipts/${String(json['receiptId'])}`;
      const { json: shown } = await ask(app, adminGet(path, credential));
      const events = shown['events'] as readonly { kind: string; actor: { id: string } }[] | undefined;
      return [shown['status'], ...(events ?? []).map(({ kind, actor }) => `${kind} ${actor.id}`)];
    };

    const own = ['revoked', 'accepted ops1', 'final ops1', 'repeated ops1'];
    expect(await shownTo(ADMIN_KEY)).toEqual(own);
    expect(await shownTo('auditor')).toEqual([...own, 'repeated ops2']);
    expect(await shownTo('other')).toEqual(['revoked', 'repeated ops2']);
    expect(await shownTo('stranger')).toEqual([404]);
  });
});
