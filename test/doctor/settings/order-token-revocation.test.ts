import { beforeEach, describe, expect, test } from '@jest/globals';
import { createOrderTokenRevocation } from '../../../src/doctor/settings/order-token-revocation.ts';
import type { TokenRevocationResult } from '../../../src/doctor/settings/turn-on-token-revocation.ts';
import { ServiceError } from '../../../src/errors/service-error.ts';
import type { AuditTrail } from '../../../src/revocation/ports/audit-trail.ts';
import { memoryStorage } from '../../support/storage/memory-storage.ts';

const ORDER = { clientId: 'client1', userPoolId: 'eu-west-1_Pool1', dryRun: false, evenIfManaged: false };
const CONTEXT = {
  requestId: 'r1',
  actor: { kind: 'admin', id: 'ops1', via: 'api-key' },
  clientAddress: '192.0.2.1',
  reason: 'logouts fail',
} as const;
const CHANGED: TokenRevocationResult = {
  kind: 'changed',
  changes: [],
  managedBy: [],
  compared: 1,
  moved: [],
  overtaken: false,
};
const MOVED = { field: 'ClientName', before: 'a', after: 'b' };

let audit: AuditTrail;
let mended: number;
beforeEach(() => {
  audit = memoryStorage({ nowMs: () => 1_000 }).audit;
  mended = 0;
});

const order = (result: TokenRevocationResult, more: object = {}, trail: Pick<AuditTrail, 'record'> = audit) =>
  createOrderTokenRevocation({
    turnOn: () => Promise.resolve(result),
    audit: trail,
    deadlineMs: 1_000,
    mended: () => (mended += 1),
  })({ ...ORDER, ...more }, CONTEXT);

async function events() {
  const { records } = await audit.query({ limit: 10, order: 'oldest-first' });
  return records.map(({ event }) => event);
}

describe('an order to turn token revocation on', () => {
  test.each<[string, TokenRevocationResult, string, number]>([
    ['changed', CHANGED, 'changed', 1],
    ['changed with others', { ...CHANGED, moved: [MOVED] }, 'changed-with-others', 1],
    ['on before', { kind: 'already-on' }, 'not-changed', 1],
    ['refused', { kind: 'managed-elsewhere', managedBy: ['CDK'] }, 'not-changed', 0],
    [
      'not known',
      { kind: 'hindered', at: 'verify', hindrance: { kind: 'denied' }, mayBeWritten: true },
      'unknown',
      0,
    ],
  ])('stands in the audit trail before and after: %s', async (_what, result, told, probes) => {
    expect(await order(result)).toEqual(result);
    const common = {
      ...CONTEXT,
      kind: 'client-change',
      act: 'turn-on-token-revocation',
      clientId: 'client1',
      userPoolId: 'eu-west-1_Pool1',
    };
    expect(await events()).toEqual([
      expect.objectContaining({ ...common, result: 'begun' }),
      expect.objectContaining({ ...common, result: told }),
    ]);
    expect(mended).toBe(probes);
  });

  test('as a dry run stands nowhere, and mends nothing', async () => {
    const wouldChange = { kind: 'would-change', changes: [], managedBy: [] } as const;
    expect(await order(wouldChange, { dryRun: true })).toEqual(wouldChange);
    expect(await events()).toEqual([]);
    expect(mended).toBe(0);
  });

  test('is not begun where the trail is out of reach', async () => {
    const trail = { record: () => Promise.reject(new ServiceError('not-durable', 'no store')) };
    await expect(order(CHANGED, {}, trail)).rejects.toMatchObject({ code: 'not-durable' });
    expect(mended).toBe(0);
  });

  test('is answered with what was done, even where the trail fails at the end', async () => {
    let records = 0;
    const trail = {
      record: () => ((records += 1) === 1 ? Promise.resolve() : Promise.reject(new Error('full'))),
    };
    expect(await order(CHANGED, {}, trail)).toEqual(CHANGED);
    expect(mended).toBe(1);
  });
});
