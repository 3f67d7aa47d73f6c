import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { IAM_FEATURES } from '../../scripts/documents/iam/iam-features.ts';
import { ALL_ADMIN_ACTS } from '../../src/revocation/admin-act.ts';
import { startTrackingService, type TrackingService } from '../support/cognito/tracking-service.ts';
import { canary } from '../support/canaries.ts';
import { grantedOperations } from '../support/granted-operations.ts';
import { postJson, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const OWN_KEY = 'AKIAFEATURES';
const reason = 'to see what it takes';

const writeFile = temporaryFiles();
let service: RunningService;
let stop: TrackingService['stop'];

beforeAll(async () => {
  ({ service, stop } = await startTrackingService(writeFile, {
    adminActs: ALL_ADMIN_ACTS,
    isFollowed: true,
    awsCredentials: { accessKeyId: OWN_KEY, secretAccessKey: canary('CANARYfeaturesCANARYsecretkey') },
  }));
});
afterAll(() => stop());

/** The operations that the service signed, after so many calls of anybody. */
function signedSince(before: number): readonly string[] {
  const calls = service.fake
    .calls()
    .slice(before)
    .filter(({ accessKeyId }) => accessKeyId === OWN_KEY);
  return [...new Set(calls.map(({ operation }) => operation))].sort();
}

const authorization = () => ({ authorization: `Bearer ${service.apiKey}` });

async function order(target: Readonly<Record<string, unknown>>, status = 200): Promise<void> {
  const { url, userPoolId } = service;
  const answer = await postJson(`${url}/admin/revoke`, { userPoolId, reason, ...target }, authorization());
  expect([answer.status, answer.body]).toMatchObject([status, {}]);
}

async function read(path: string): Promise<void> {
  const { ok } = await fetch(service.url + path, { headers: authorization() });
  expect(ok).toBe(true);
}

function start(username: string, managedLogin: boolean) {
  const { fake, publicClientId: clientId } = service;
  const session = fake.startSession({ clientId, username, ...(managedLogin ? { managedLogin: 'new' } : {}) });
  for (const token of [session.accessToken, session.refreshToken]) canary(token);
  return session;
}

const subOf = (username: string) => {
  const [, payload = ''] = start(username, false).accessToken.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
};

/** Whatever makes use of a feature, together with the features that it makes use of. */
const EXERCISES: readonly (readonly [features: readonly string[], what: string, use: () => Promise<void>])[] =
  [
    [['admin-sign-out'], 'ending all sessions of a user', () => order({ username: 'alice' })],
    [
      ['admin-lookup'],
      'finding a user by e-mail address or sub',
      async () => {
        await order({ email: 'alice@example.com', dryRun: true });
        await order({ sub: subOf('alice'), dryRun: true });
      },
    ],
    [
      ['admin-sign-out', 'admin-disable'],
      'disabling a user with ending the sessions',
      () => order({ username: 'bob', disableUser: true }),
    ],
    [
      ['admin-sessions'],
      'listing the sessions of a user, and ending one of them',
      async () => {
        const { userPoolId } = service;
        const { sessionId } = start('alice', false);
        await read(`/admin/users/alice/sessions?userPoolId=${userPoolId}`);
        await order({ username: 'alice', sessionId });
        await order({ username: 'alice', sessionId: `tkn${'0'.repeat(25)}` }, 404);
      },
    ],
    [
      ['admin-sign-out', 'admin-sessions'],
      'ending all sessions of a user with the managed logins, whether there are some or none',
      async () => {
        start('alice', true);
        await order({ username: 'alice', endSso: true });
        await order({ username: 'root', endSso: true });
      },
    ],
    [
      ['end-sso'],
      'ending the managed login behind a refresh token',
      async () => {
        const { url, publicClientId: clientId } = service;
        const { refreshToken } = start('alice', true);
        const { body } = await postJson(`${url}/logout`, { refreshToken, clientId, endSso: true });
        expect(body['effects']).toContainEqual(
          expect.objectContaining({ effect: 'managedLogin', state: 'expires' }),
        );
      },
    ],
    [
      ['token-revocation'],
      'turning token revocation on',
      async () => {
        const { url, fake, confidentialClientId } = service;
        fake.updateAppClient(confidentialClientId, { enableTokenRevocation: false });
        const path = `/admin/clients/${confidentialClientId}/token-revocation`;
        expect((await postJson(url + path, { reason }, authorization())).status).toBe(200);
      },
    ],
    [
      ['doctor', 'admin-sign-out', 'admin-lookup', 'admin-disable', 'admin-sessions', 'token-revocation'],
      'examining app clients, with the permissions of all that some admin may do',
      () => read('/admin/clients'),
    ],
  ];

describe('the policies of features in ops/iam', () => {
  let before = 0;
  beforeEach(() => {
    before = service.fake.calls().length;
  });

  test.each(EXERCISES)('%j: %s calls what they allow, and nothing else', async (features, _, use) => {
    await use();
    expect(signedSince(before)).toEqual(grantedOperations('cognito-idp', ...features));
  });

  test('of the running service are each made use of here, but for those of secrets, which have tests of their own', () => {
    const used = new Set(EXERCISES.flatMap(([features]) => features));
    const ofService = IAM_FEATURES.filter(({ neededBy }) => neededBy === 'service').map(({ name }) => name);
    expect(ofService.filter((name) => !used.has(name))).toEqual([
      'secrets-in-secrets-manager',
      'secrets-in-parameter-store',
      'secrets-at-cognito',
    ]);
  });
});
