import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { AppClientAtCognito } from '../../../src/doctor/ports/app-client-at-cognito.ts';
import {
  createTurnOnTokenRevocation,
  type TokenRevocationOrder,
} from '../../../src/doctor/settings/turn-on-token-revocation.ts';
import { startDoctorWorld, type DoctorWorld, type NewClient } from '../../support/doctor/doctor-world.ts';
import { randomSettings } from '../../support/doctor/random-settings.ts';

let world: DoctorWorld;
beforeAll(async () => {
  world = await startDoctorWorld();
});
afterEach(() => world.fake.clearFaults());
afterAll(() => world.stop());

const CHANGE = { field: 'EnableTokenRevocation', before: false, after: true };

function turnOn(client: NewClient, more: Partial<TokenRevocationOrder> = {}, cognito = world.cognito) {
  const order = { ...client, dryRun: false, evenIfManaged: false, ...more };
  return createTurnOnTokenRevocation(cognito)(order, AbortSignal.timeout(10_000));
}

/** Does something right before the nth description of the app client. */
function before(description: number, act: () => void): AppClientAtCognito {
  let descriptions = 0;
  return {
    ...world.cognito,
    describe: (...args) => {
      descriptions += 1;
      if (descriptions === description) act();
      return world.cognito.describe(...args);
    },
  };
}

describe('turning token revocation on', () => {
  test('changes that one setting of an app client, in 1,000 random cases, and nothing else', async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => world.newClient()));
    await fc.assert(
      fc.asyncProperty(fc.tuple(...clients.map(() => randomSettings)), async (all) => {
        await Promise.all(
          clients.map(async (client, index) => {
            await world.set(client, all[index] ?? {});
            const seenBefore = await world.seen(client);
            expect(seenBefore).toMatchObject(all[index] ?? {});

            expect(await turnOn(client)).toMatchObject({
              kind: 'changed',
              changes: [CHANGE],
              moved: [],
              overtaken: false,
            });

            expect(await world.seen(client)).toEqual({ ...seenBefore, EnableTokenRevocation: true });
          }),
        );
      }),
      { numRuns: 100 },
    );
  }, 300_000);

  test('writes nothing where it is on', async () => {
    const client = await world.newClient({ enableTokenRevocation: true });
    const described = await world.cognito.describe(client.clientId, AbortSignal.timeout(5_000));
    expect(await turnOn(client)).toEqual({ kind: 'already-on' });
    expect(await world.cognito.describe(client.clientId, AbortSignal.timeout(5_000))).toEqual(described);
  });

  test('as a dry run shows the difference and writes nothing', async () => {
    const client = await world.newClient({}, { tags: { ManagedBy: 'Terraform' } });
    expect(await turnOn(client, { dryRun: true })).toEqual({
      kind: 'would-change',
      changes: [CHANGE],
      managedBy: ['Terraform'],
    });
    expect(await world.seen(client)).toMatchObject({ EnableTokenRevocation: false });
  });
});

describe('turning token revocation on is refused, and nothing is written,', () => {
  test.each<[string, object, readonly string[]]>([
    ['a setting', { DeviceBoundTokens: 'ENABLED' }, ['DeviceBoundTokens']],
    [
      'a member of a setting',
      { TokenValidityUnits: { AccessToken: 'hours', SessionToken: 'hours' } },
      ['TokenValidityUnits.SessionToken'],
    ],
  ])('where Cognito shows %s that the AWS SDK does not know', async (_what, laterSettings, fields) => {
    const client = await world.newClient({ laterSettings: { ...laterSettings } });
    expect(await turnOn(client, { evenIfManaged: true })).toEqual({ kind: 'unknown-fields', fields });
    expect(await world.seen(client)).toMatchObject({ EnableTokenRevocation: false });
  });

  test('where a tool manages the user pool, until that is confirmed', async () => {
    const client = await world.newClient({}, { tags: { 'aws:cloudformation:stack-name': 'shop' } });
    expect(await turnOn(client)).toEqual({ kind: 'managed-elsewhere', managedBy: ['CloudFormation'] });
    expect(await world.seen(client)).toMatchObject({ EnableTokenRevocation: false });

    expect(await turnOn(client, { evenIfManaged: true })).toMatchObject({ kind: 'changed', moved: [] });
  });

  test('where it cannot be told whether a tool manages the user pool', async () => {
    const client = await world.newClient();
    world.fake.failNext({ operation: 'DescribeUserPool', kind: 'access-denied' });
    expect(await turnOn(client)).toEqual({ kind: 'managed-elsewhere', managedBy: 'unknown' });
    expect(await world.seen(client)).toMatchObject({ EnableTokenRevocation: false });
  });

  test('where somebody else has edited the app client since it was first read', async () => {
    const client = await world.newClient();
    const edited = before(2, () => {
      world.fake.updateAppClient(client.clientId, { logoutUrls: ['https://new.example.com/bye'] });
    });
    expect(await turnOn(client, {}, edited)).toEqual({
      kind: 'changed-meanwhile',
      changes: [{ field: 'LogoutURLs', before: undefined, after: ['https://new.example.com/bye'] }],
    });
    expect(await world.seen(client)).toMatchObject({
      EnableTokenRevocation: false,
      LogoutURLs: ['https://new.example.com/bye'],
    });
  });

  test('where Cognito says that somebody else is editing the app client', async () => {
    const client = await world.newClient();
    world.fake.failNext({
      operation: 'UpdateUserPoolClient',
      kind: 'exception',
      exception: 'ConcurrentModificationException',
    });
    expect(await turnOn(client)).toEqual({ kind: 'changed-meanwhile', changes: [] });
  });

  test.each([
    ['DescribeUserPoolClient', 'describe'],
    ['UpdateUserPoolClient', 'update'],
  ] as const)('where IAM does not allow %s', async (operation, at) => {
    const client = await world.newClient();
    world.fake.failNext({ operation, kind: 'access-denied' });
    const hindrance = { kind: 'denied' };
    expect(await turnOn(client)).toEqual({ kind: 'hindered', at, hindrance, mayBeWritten: false });
    expect(await world.seen(client)).toMatchObject({ EnableTokenRevocation: false });
  });
});

describe('what became of the update is read again', () => {
  test('where its answer was lost and it took effect: then it is as good as any', async () => {
    const client = await world.newClient();
    world.fake.failNext({ operation: 'UpdateUserPoolClient', kind: 'reset', afterEffect: true });
    expect(await turnOn(client)).toMatchObject({ kind: 'changed', changes: [CHANGE], moved: [] });
  });

  test('where its answer was lost and it took no effect: then it is told that it may yet', async () => {
    const client = await world.newClient();
    world.fake.failNext({ operation: 'UpdateUserPoolClient', kind: 'reset' });
    expect(await turnOn(client)).toMatchObject({ kind: 'hindered', at: 'update', mayBeWritten: true });
  });

  test('and where that fails, nothing is claimed', async () => {
    const client = await world.newClient();
    const failing = before(3, () =>
      world.fake.failNext({ operation: 'DescribeUserPoolClient', kind: 'throttle' }),
    );
    expect(await turnOn(client, {}, failing)).toEqual({
      kind: 'hindered',
      at: 'verify',
      hindrance: { kind: 'throttled' },
      mayBeWritten: true,
    });
  });

  test('and a setting that has moved is told, with who may have moved it', async () => {
    const client = await world.newClient();
    const edited = before(3, () => {
      world.fake.updateAppClient(client.clientId, { clientName: 'renamed' });
    });
    const { clientId } = client;
    expect(await turnOn(client, {}, edited)).toMatchObject({
      kind: 'changed',
      moved: [{ field: 'ClientName', before: clientId, after: 'renamed' }],
      overtaken: true,
    });
  });
});
