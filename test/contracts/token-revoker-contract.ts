import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import type { Unknowns } from '../../src/fake-cognito/unknowns.ts';
import type { AdmitMore, TokenRevoker } from '../../src/revocation/ports/token-revoker.ts';
import type { ParkCause, UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { canary } from '../support/canaries.ts';

export interface TokenRevokerUnderTest {
  readonly revoker: TokenRevoker;
  stop(): Promise<void>;
}

/** What Cognito calls things at an upstream, and in which ways it may answer there. */
export interface UpstreamTraits {
  /** What the fake calls the question whose fault a refusal was. */
  readonly probe: string;
  readonly unsupportedTokenType: string;
  readonly revocationOff: Extract<UpstreamOutcome, { kind: 'parked' }>;
  readonly secretRefused: ParkCause;
  readonly clientUnknown: ParkCause;
  readonly toGarbage: readonly (readonly [Partial<Unknowns>, Partial<UpstreamOutcome>])[];
  readonly toForeignToken: readonly Partial<Unknowns>[];
  readonly toForeignTokenAsIfRevoked: Partial<Unknowns>;
  readonly toWrongSecret: readonly Partial<Unknowns>[];
  readonly toUnknownClient: readonly Partial<Unknowns>[];
}

const SECRET = canary('contractCANARYrightCANARYsecret1');
const NEXT_SECRET = canary('contractCANARYnextCANARYsecret22');
const WRONG_SECRET = canary('contractCANARYwrongCANARYsecret3');
const GARBAGE = canary('eyJCANARYcontract.garbage.of.legal.shape');
const FOREIGN = { kind: 'rejected', code: 'token-not-of-client' };

let fake: FakeCognito;
let userPoolId: string;
let running: TokenRevokerUnderTest[];

/** What every revoker of refresh tokens has to do with what Cognito answers, in all the ways it may answer. */
export function describeTokenRevoker(
  name: string,
  traits: UpstreamTraits,
  create: (clients: readonly CognitoAppClient[]) => TokenRevokerUnderTest,
): void {
  describe(`${name} as a token revoker`, () => {
    beforeEach(async () => {
      fake = await startFakeCognito();
      ({ id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' }));
      fake.createUser({ userPoolId, username: 'alice', password: canary('Contract-horse-7') });
      running = [];
    });
    afterEach(async () => {
      for (const one of running) await one.stop();
      await fake.stop();
    });

    const revokerOf = (clients: readonly CognitoAppClient[]): TokenRevoker => {
      const underTest = create(clients);
      running.push(underTest);
      return underTest.revoker;
    };

    describe('a live token', () => liveTokens(revokerOf));
    describe('a token that cannot be revoked', () => otherTokens(revokerOf, traits));
    describe('a wrong configuration', () => wrongConfigurations(revokerOf, traits));
    describe('what goes out', () => admissions(revokerOf, traits));
  });
}

type RevokerOf = (clients: readonly CognitoAppClient[]) => TokenRevoker;

function liveTokens(revokerOf: RevokerOf): void {
  test.each([
    ['of a public app client', undefined, []],
    ['of a confidential one', SECRET, [SECRET]],
    ['while the old secret is still the only one at Cognito', SECRET, [SECRET, NEXT_SECRET]],
    ['once the new secret is the only one at Cognito', NEXT_SECRET, [SECRET, NEXT_SECRET]],
  ])('%s is dead after it was confirmed, and no other is', async (_, secret, secrets) => {
    const client = seedClient(secret, secrets);
    const refreshToken = signIn(client.clientId);
    const other = signIn(client.clientId);

    expect(await revoke(revokerOf([client]), client, refreshToken)).toEqual({ kind: 'confirmed' });

    expect(fake.refreshTokenState(refreshToken)).toBe('revoked');
    expect(fake.refreshTokenState(other)).toBe('live');
  });

  test('revoked before is confirmed again', async () => {
    const client = seedClient(undefined, []);
    const refreshToken = signIn(client.clientId);
    const revoker = revokerOf([client]);

    expect(await revoke(revoker, client, refreshToken)).toEqual({ kind: 'confirmed' });
    expect(await revoke(revoker, client, refreshToken)).toEqual({ kind: 'confirmed' });
  });

  test.each(['ignored', 'unauthorized'] as const)(
    'of a public app client for which a secret is configured dies, needless secrets being %s',
    async (needlessSecret) => {
      fake.setUnknowns({ needlessSecret });
      const client = seedClient(undefined, [SECRET]);
      const refreshToken = signIn(client.clientId);

      expect(await revoke(revokerOf([client]), client, refreshToken)).toEqual({ kind: 'confirmed' });
      expect(fake.refreshTokenState(refreshToken)).toBe('revoked');
    },
  );
}

function admissions(revokerOf: RevokerOf, { toForeignToken: [refused = {}] }: UpstreamTraits): void {
  const revokeForeign = async (admitMore: AdmitMore): Promise<UpstreamOutcome> => {
    const client = seedClient(SECRET, [NEXT_SECRET, SECRET]);
    const foreign = signIn(seedClient(undefined, []).clientId);
    fake.setUnknowns(refused);
    const token = { clientId: client.clientId, refreshToken: foreign, endSso: false };
    return revokerOf([client]).revoke(token, AbortSignal.timeout(10_000), admitMore);
  };

  test('is the call that was admitted, and one for each that is admitted further', async () => {
    let admitted = 1;
    const outcome = await revokeForeign(async () => {
      admitted += 1;
      return true;
    });
    expect(outcome).toMatchObject(FOREIGN);
    expect(fake.calls()).toHaveLength(admitted);
  });

  test.each([
    ['no other secret', 'token', 1],
    ['no probe', 'app-client', 2],
  ] as const)('is %s while the gate lets none out: the token waits, undecided', async (_, held, calls) => {
    const outcome = await revokeForeign(async (about) => about !== held);
    expect(outcome).toMatchObject({ kind: 'retry', cause: 'undecided' });
    expect(fake.calls()).toHaveLength(calls);
  });
}

function otherTokens(revokerOf: RevokerOf, traits: UpstreamTraits): void {
  test.each(['accessToken', 'idToken'] as const)('F02: an %s is rejected as unsupported', async (kind) => {
    const client = seedClient(SECRET, [SECRET]);
    const token = canary(fake.signIn({ clientId: client.clientId, username: 'alice' })[kind]);

    expect(await revoke(revokerOf([client]), client, token)).toEqual({
      kind: 'rejected',
      code: 'unsupported-token-type',
      exceptionName: traits.unsupportedTokenType,
    });
  });

  test.each(traits.toGarbage)('F01: garbage, answered with %j, comes to %j', async (unknowns, outcome) => {
    fake.setUnknowns(unknowns);
    for (const client of [seedClient(undefined, []), seedClient(SECRET, [SECRET])]) {
      expect(await revoke(revokerOf([client]), client, GARBAGE)).toMatchObject(outcome);
    }
  });

  const atEachClient = [
    ['a public app client', undefined, []],
    ['a confidential one', SECRET, [SECRET]],
    ['a confidential one whose secret is being rotated', SECRET, [NEXT_SECRET, SECRET]],
    ['a public one for which a secret is configured', undefined, [SECRET]],
  ] as const;

  describe.each(traits.toForeignToken)('another app client’s token, refused with %j,', (unknowns) => {
    test.each(atEachClient)('is rejected at %s, and lives', async (_, secret, secrets) => {
      fake.setUnknowns(unknowns);
      const client = seedClient(secret, secrets);
      const foreign = signIn(seedClient(undefined, []).clientId);

      expect(await revoke(revokerOf([client]), client, foreign)).toMatchObject(FOREIGN);
      expect(fake.refreshTokenState(foreign)).toBe('live');
    });
  });

  test('another app client’s token lives even where Cognito answers as if it had been revoked', async () => {
    fake.setUnknowns(traits.toForeignTokenAsIfRevoked);
    const client = seedClient(SECRET, [SECRET]);
    const foreign = signIn(seedClient(undefined, []).clientId);

    await revoke(revokerOf([client]), client, foreign);
    expect(fake.refreshTokenState(foreign)).toBe('live');
  });

  test('a flood of other app clients’ tokens costs one probe, and bars nobody’s logout', async () => {
    fake.setUnknowns(traits.toForeignToken[0] ?? {});
    const client = seedClient(SECRET, [SECRET]);
    const foreign = signIn(seedClient(undefined, []).clientId);
    const revoker = revokerOf([client]);

    const outcomes = await Promise.all(Array.from({ length: 50 }, () => revoke(revoker, client, foreign)));
    expect(outcomes.filter((outcome) => outcome.kind !== 'rejected')).toEqual([]);
    expect(fake.calls().length).toBeLessThanOrEqual(50 + 3);
    expect(await revoke(revoker, client, signIn(client.clientId))).toEqual({ kind: 'confirmed' });
  });
}

function wrongConfigurations(revokerOf: RevokerOf, traits: UpstreamTraits): void {
  const SECRET_REFUSED = { kind: 'parked', cause: traits.secretRefused };

  test.each(traits.toWrongSecret)(
    'a secret that Cognito refuses (with %j) parks, and the token lives',
    async (unknowns) => {
      fake.setUnknowns(unknowns);
      const client = seedClient(SECRET, [WRONG_SECRET]);
      const refreshToken = signIn(client.clientId);

      expect(await revoke(revokerOf([client]), client, refreshToken)).toMatchObject(SECRET_REFUSED);
      expect(fake.refreshTokenState(refreshToken)).toBe('live');
    },
  );

  test('a missing secret parks, and the token lives', async () => {
    const client = seedClient(SECRET, []);
    const refreshToken = signIn(client.clientId);

    expect(await revoke(revokerOf([client]), client, refreshToken)).toMatchObject(SECRET_REFUSED);
    expect(fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test('two secrets that Cognito both refuses park', async () => {
    const client = seedClient(SECRET, [WRONG_SECRET, NEXT_SECRET]);
    expect(await revoke(revokerOf([client]), client, signIn(client.clientId))).toMatchObject(SECRET_REFUSED);
  });

  test('a secret that was good a moment ago, and is not any more, is not put down to the token', async () => {
    fake.setUnknowns(traits.toForeignToken[0] ?? {});
    const client = seedClient(SECRET, [SECRET]);
    const revoker = revokerOf([client]);
    const refreshToken = signIn(client.clientId);
    const foreign = signIn(seedClient(undefined, []).clientId);
    expect(await revoke(revoker, client, foreign)).toMatchObject(FOREIGN);

    fake.updateAppClient(client.clientId, { secrets: [NEXT_SECRET] });
    const { kind } = await revoke(revoker, client, refreshToken);
    expect(['retry', 'parked']).toContain(kind);
    expect(fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test('a secret that another took the place of, while Cognito refused it, is not put down to the token', async () => {
    let secrets = [WRONG_SECRET];
    const client = {
      ...seedClient(SECRET, secrets),
      get secrets() {
        return secrets;
      },
    };
    const revoker = revokerOf([client]);
    const refreshToken = signIn(client.clientId);
    const revoking = revoke(revoker, client, refreshToken);
    secrets = [SECRET];
    expect(await revoking).toMatchObject({ kind: 'retry', cause: 'undecided' });
    expect(await revoke(revoker, client, refreshToken)).toEqual({ kind: 'confirmed' });
  });

  test('token revocation being switched off parks, and the token lives', async () => {
    const client = seedClient(SECRET, [SECRET]);
    fake.updateAppClient(client.clientId, { enableTokenRevocation: false });
    const refreshToken = signIn(client.clientId);

    expect(await revoke(revokerOf([client]), client, refreshToken)).toEqual(traits.revocationOff);
    expect(fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test.each(traits.toUnknownClient)(
    'an app client that Cognito does not know (which it says with %j) parks, and is never a dead token',
    async (unknowns) => {
      fake.setUnknowns(unknowns);
      for (const secrets of [[], [SECRET]]) {
        const client = seedClient(undefined, secrets);
        fake.deleteAppClient(client.clientId);
        expect(await revoke(revokerOf([client]), client, GARBAGE)).toMatchObject({
          kind: 'parked',
          cause: traits.clientUnknown,
        });
      }
    },
  );

  test.each(['throttle', 'reset', 'internal-error', 'html-503'] as const)(
    'whether secret or token is at fault is open while the probe fails (%s): to be retried',
    async (kind) => {
      const client = seedClient(SECRET, [WRONG_SECRET]);
      fake.failNext({ operation: traits.probe, kind, times: Infinity });
      expect(await revoke(revokerOf([client]), client, signIn(client.clientId))).toMatchObject({
        kind: 'retry',
      });
    },
  );

  test('an app client that is not configured is an error, and nothing is sent', async () => {
    const client = seedClient(undefined, []);
    await expect(revoke(revokerOf([]), client, signIn(client.clientId))).rejects.toMatchObject({
      code: 'unknown-client',
    });
    expect(fake.calls()).toEqual([]);
  });
}

/** @param secret what Cognito has; `secrets` what the service is configured with */
function seedClient(secret: string | undefined, secrets: readonly string[]): CognitoAppClient {
  const { clientId } = fake.createAppClient({ userPoolId, ...(secret === undefined ? {} : { secret }) });
  const { url } = fake;
  return {
    clientId,
    userPoolId,
    region: 'eu-west-1',
    secrets,
    endpoint: url,
    domain: url,
    sessionTracking: false,
  };
}

function signIn(clientId: string): string {
  return canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
}

function revoke(
  revoker: TokenRevoker,
  { clientId }: CognitoAppClient,
  refreshToken: string,
): Promise<UpstreamOutcome> {
  return revoker.revoke({ clientId, refreshToken, endSso: false }, AbortSignal.timeout(10_000));
}
