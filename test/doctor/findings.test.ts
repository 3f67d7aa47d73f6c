import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { UNSIGNED_OPERATIONS } from '../../scripts/documents/iam/iam-features.ts';
import { FINDING_RULES } from '../../src/doctor/findings/finding-rules.ts';
import type { AppClientChanges } from '../../src/fake-cognito/seed/seeded-app-client.ts';
import type { NewSeededUserPool } from '../../src/fake-cognito/seed/seeding.ts';
import { ALL_ADMIN_ACTS } from '../../src/revocation/admin-act.ts';
import { grantedOperations } from '../support/granted-operations.ts';
import { canary } from '../support/canaries.ts';
import { startDoctorWorld, type DoctorWorld } from '../support/doctor/doctor-world.ts';
import { examineAt, findingsAt, type Examined } from '../support/doctor/examine-at.ts';

const SECRET = canary('doctorSecretOfTheClient0000000000000001');
const WRONG_SECRET = canary('doctorSecretThatNobodyHas00000000000002');
const BYE = 'https://app.example.com/bye';

let world: DoctorWorld;
beforeAll(async () => {
  world = await startDoctorWorld();
});
afterEach(() => {
  world.fake.clearFaults();
  world.fake.clock.reset();
});
afterAll(() => world.stop());

interface Case extends Partial<Omit<Examined, 'client' | 'endpoint'>> {
  readonly client?: AppClientChanges;
  readonly pool?: Partial<NewSeededUserPool>;
  /** Done right before the examination. */
  readonly meanwhile?: (ids: { readonly clientId: string; readonly userPoolId: string }) => void;
}

async function examine({ client = {}, pool = {}, meanwhile, ...examined }: Case) {
  const ids = await world.newClient({ enableTokenRevocation: true, ...client }, pool);
  meanwhile?.(ids);
  return examineAt({ endpoint: world.fake.url, client: ids, ...examined });
}

const striking =
  (operation: string, kind: 'access-denied' | 'html-403' | 'forbidden' | 'throttle' | 'reset') => () =>
    world.fake.failNext({ operation, kind, times: Infinity });

const isSigned = (operation: string) => !UNSIGNED_OPERATIONS.includes(operation);

const noCredentials = () => {
  const error = new Error('Could not load credentials from any providers');
  error.name = 'CredentialsProviderError';
  return Promise.reject(error);
};

/** For every finding, what provokes it and what is seen; `others` come with it. */
const CASES: Readonly<Record<string, readonly (readonly [Case, RegExp, ...others: string[]])[]>> = {
  'user-pool-not-found': [[{ configured: { userPoolId: 'eu-west-1_Nowhere0' } }, /eu-west-1_Nowhere0/]],
  'client-not-found': [
    [
      { meanwhile: ({ clientId }) => world.fake.deleteAppClient(clientId) },
      /^No app client \w+ in eu-west-1_/,
    ],
    [
      { meanwhile: ({ clientId }) => world.fake.deleteAppClient(clientId), credentials: noCredentials },
      /^No app client/,
      'credentials-missing',
    ],
  ],
  'secret-wrong': [
    [{ client: { secrets: [SECRET] }, secret: WRONG_SECRET }, /refused what is configured/],
    [{ client: { secrets: [SECRET] } }, /refused what is configured/],
  ],
  'secret-superfluous': [[{ secret: SECRET }, /asks no secret/]],
  'revocation-off': [[{ client: { enableTokenRevocation: false } }, /EnableTokenRevocation is false/]],
  'sign-out-url-unregistered': [
    [
      {
        client: { logoutUrls: [`${BYE}/`] },
        configured: {
          domain: 'https://login.example.com',
          logoutUri: BYE,
          postLogoutRedirectUris: [`${BYE}/`],
        },
      },
      /^Not registered: https:\/\/app\.example\.com\/bye\.$/,
    ],
  ],
  'sign-out-scope-missing': [[{ client: { allowedScopes: ['openid'] } }, /is not allowed/]],
  'access-tokens-live-longer': [
    [{ client: { accessTokenValiditySeconds: 7200 } }, /^At Cognito 7200 s, configured 3600 s\.$/],
  ],
  'access-tokens-live-shorter': [[{ client: { accessTokenValiditySeconds: 300 } }, /300 s/]],
  'id-tokens-live-longer': [[{ client: { idTokenValiditySeconds: 86_400 } }, /86400 s/]],
  'refresh-tokens-live-longer': [[{ client: { refreshTokenValiditySeconds: 5_184_000 } }, /5184000 s/]],
  'refresh-tokens-live-shorter': [[{ client: { refreshTokenValiditySeconds: 3600 } }, /3600 s/]],
  'session-tracking-off': [[{ configured: { sessionTracking: true } }, /DISABLED/]],
  'session-tracking-unused': [[{ pool: { sessionTracking: true } }, /ENABLED/]],
  'tier-without-sessions': [
    [{ pool: { tier: 'LITE' }, configured: { sessionTracking: true }, acts: [] }, /LITE|does not offer/],
  ],
  'web-acl-in-the-way': [
    [{ meanwhile: striking('GetTokensFromRefreshToken', 'html-403') }, /GetTokensFromRefreshToken/],
    [{ meanwhile: striking('GetTokensFromRefreshToken', 'forbidden') }, /GetTokensFromRefreshToken/],
  ],
  'permission-missing': [
    [
      { meanwhile: striking('DescribeUserPoolClient', 'access-denied') },
      /cognito-idp:DescribeUserPoolClient\./,
    ],
    [{ meanwhile: striking('DescribeUserPool', 'access-denied') }, /cognito-idp:DescribeUserPool\./],
    [
      { meanwhile: striking('GetUserPoolSessionConfiguration', 'access-denied') },
      /cognito-idp:GetUserPoolSessionConfiguration\./,
    ],
    [{ meanwhile: striking('AdminGetUser', 'access-denied') }, /^Not allowed: cognito-idp:AdminGetUser\.$/],
    [{ meanwhile: striking('AdminUserGlobalSignOut', 'access-denied') }, /AdminUserGlobalSignOut/],
    [{ meanwhile: striking('ListUsers', 'access-denied') }, /^Not allowed: cognito-idp:ListUsers\.$/],
    [
      { acts: ['disable-users'], meanwhile: striking('AdminDisableUser', 'access-denied') },
      /^Not allowed: cognito-idp:AdminDisableUser\.$/,
    ],
    [
      { acts: ['manage-clients'], meanwhile: striking('UpdateUserPoolClient', 'access-denied') },
      /^Not allowed: cognito-idp:UpdateUserPoolClient\.$/,
    ],
    [
      {
        acts: ['end-sessions-by-token'],
        protectsUsers: true,
        meanwhile: striking('AdminGetUser', 'access-denied'),
      },
      /^Not allowed: cognito-idp:AdminGetUser\.$/,
    ],
    ...['AdminListUserSessions', 'AdminRevokeUserSession'].map(
      (operation) =>
        [
          {
            pool: { sessionTracking: true },
            configured: { sessionTracking: true },
            meanwhile: striking(operation, 'access-denied'),
          },
          new RegExp(`^Not allowed: cognito-idp:${operation}\\.$`),
        ] as const,
    ),
  ],
  'credentials-refused': [
    [{ credentials: { accessKeyId: 'AKIAREFUSED', secretAccessKey: 'x' } }, /DescribeUserPoolClient/],
  ],
  'credentials-missing': [[{ credentials: noCredentials }, /^Not checked: DescribeUserPoolClient, /]],
  'cognito-unreachable': [
    [{ meanwhile: striking('*', 'reset') }, /No answer to .*GetTokensFromRefreshToken/],
  ],
  throttled: [[{ meanwhile: striking('DescribeUserPoolClient', 'throttle') }, /DescribeUserPoolClient/]],
  'clock-skewed': [
    [{ meanwhile: () => world.fake.clock.advanceMs(120_000) }, /^It is (?:119|120|121) s behind\.$/],
    [{ meanwhile: () => world.fake.clock.advanceMs(-120_000) }, /^It is (?:119|120|121) s ahead\.$/],
  ],
  'revoke-quota-above-default': [[{ pace: { revokeQuotaPerSecond: 500 } }, /Configured 500/]],
  'sign-out-quota-above-limit': [[{ pace: { signOutQuotaPerSecond: 26 } }, /Configured 26/]],
  'managed-elsewhere': [[{ pool: { tags: { ManagedBy: 'Terraform' } } }, /Terraform/]],
  'setting-unknown': [[{ client: { laterSettings: { DeviceTokens: 'ON' } } }, /DeviceTokens/]],
  'rotation-on': [
    [
      { client: { rotation: { graceSeconds: 10 }, explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } },
      /ENABLED/,
    ],
  ],
};

describe('the doctor', () => {
  test('finds nothing with an app client that is as it is configured', async () => {
    expect(await examine({ client: { secrets: [SECRET] }, secret: SECRET })).toEqual({});
  });

  test('finds nothing where sessions are tracked and that is configured', async () => {
    const pool = { sessionTracking: true };
    expect(await examine({ pool, configured: { sessionTracking: true } })).toEqual({});
  });

  test('asks for no permission that nothing switched on needs', async () => {
    const switchedOff = ['AdminDisableUser', 'UpdateUserPoolClient', 'AdminListUserSessions'];
    const meanwhile = () => switchedOff.forEach((operation) => striking(operation, 'access-denied')());
    expect(await examine({ meanwhile })).toEqual({});
  });

  test('takes no more than its own policy where there are no admins', async () => {
    const before = world.fake.calls().length;
    expect(await examine({ acts: [] })).toEqual({});
    const signed = world.fake
      .calls()
      .slice(before)
      .filter(({ accessKeyId }) => accessKeyId !== undefined);
    expect([...new Set(signed.map(({ operation }) => operation))].sort()).toEqual(
      grantedOperations('cognito-idp', 'doctor'),
    );
  });

  test('would find each permission that the policies of the running service give at a user pool', async () => {
    const features = [
      'admin-sign-out',
      'admin-lookup',
      'admin-disable',
      'admin-sessions',
      'token-revocation',
    ];
    const meanwhile = striking('*', 'access-denied');
    const tracked = { pool: { sessionTracking: true }, configured: { sessionTracking: true } };
    const found = await examine({ ...tracked, acts: ALL_ADMIN_ACTS, protectsUsers: true, meanwhile });
    const missing = found['permission-missing']?.match(/(?<=cognito-idp:)\w+/g)?.filter(isSigned);
    expect(missing?.toSorted()).toEqual(grantedOperations('cognito-idp', ...features, 'doctor'));
  });

  test.each(
    Object.entries(CASES).flatMap(([id, cases]) =>
      cases.map(([...one], index) => [id, index + 1, ...one] as const),
    ),
  )('finds %s (%i), and nothing else', async (id, _index, arranged, seen, ...others) => {
    const found = await examine(arranged);
    expect(Object.keys(found).sort()).toEqual([id, ...others].sort());
    expect(found[id]).toMatch(seen);
  });

  test.each([
    ['an error where some admin may give orders that are signed', ['end-sessions-by-user'], 'error'],
    ['a notice where there are no admins', [], 'notice'],
    ['a notice where admins revoke refresh tokens only', ['end-sessions-by-token'], 'notice'],
  ] as const)('calls it %s that there are no credentials', async (_what, acts, severity) => {
    const client = await world.newClient({ enableTokenRevocation: true });
    const found = await findingsAt({
      endpoint: world.fake.url,
      client,
      acts,
      credentials: noCredentials,
    });
    expect(found).toMatchObject([{ id: 'credentials-missing', severity }]);
  });

  test('has a case that provokes each of its findings', () => {
    expect(Object.keys(CASES).sort()).toEqual(FINDING_RULES.map(({ id }) => id).sort());
  });

  test('changes nothing, revokes nothing and asks about nobody', async () => {
    const { clientId, userPoolId } = await world.newClient({
      enableTokenRevocation: true,
      secrets: [SECRET],
    });
    world.fake.createUser({ userPoolId, username: 'alice', password: canary('Doctor-password-1') });
    const users = await world.users(userPoolId);
    const { refreshToken } = world.fake.signIn({ clientId, username: 'alice' });
    const before = await world.seen({ clientId, userPoolId });
    await examineAt({
      endpoint: world.fake.url,
      client: { clientId, userPoolId },
      secret: SECRET,
      acts: ALL_ADMIN_ACTS,
      protectsUsers: true,
      configured: { sessionTracking: true },
    });
    expect(await world.seen({ clientId, userPoolId })).toEqual(before);
    expect(await world.users(userPoolId)).toEqual(users);
    expect(world.fake.refreshTokenState(canary(refreshToken))).toBe('live');
  });
});
