import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSeededFake, type SeededFake } from './seeded-fake.ts';

let seeded: SeededFake;
beforeAll(async () => {
  seeded = await startSeededFake();
});
afterAll(() => seeded.stop());

type Settings = Omit<Partial<UpdateUserPoolClientCommandInput>, 'UserPoolId' | 'ClientId'>;

const FLOWS: Settings = { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] };

function names() {
  return { UserPoolId: seeded.userPoolId, ClientId: seeded.publicClientId };
}

async function update(settings: Settings) {
  return (await seeded.sdk.send(new UpdateUserPoolClientCommand({ ...names(), ...settings }))).UserPoolClient;
}

describe('UpdateUserPoolClient refuses, and changes nothing,', () => {
  test.each<[string, Settings, string]>([
    ['a name with other characters', { ClientName: 'a/b' }, 'regular expression pattern'],
    ['an empty URL', { CallbackURLs: [''] }, 'length greater than or equal to 1'],
    ['more than 100 URLs', { LogoutURLs: Array<string>(101).fill('https://a.example') }, 'equal to 100'],
    ['an access token of more than 86,400 units', { AccessTokenValidity: 86_401 }, 'equal to 86400'],
    ['60 without a unit, which is 60 hours', { AccessTokenValidity: 60 }, 'Invalid range'],
    ['an access token of less than 5 minutes', inUnits({ AccessTokenValidity: 299 }), 'Invalid range'],
    ['a refresh token of less than an hour', inUnits({ RefreshTokenValidity: 3599 }), 'Invalid range'],
    ['a session at sign-in of 16 minutes', { AuthSessionValidity: 16 }, 'equal to 15'],
    ['a unit that is none', { TokenValidityUnits: { IdToken: 'weeks' as 'days' } }, 'enum value set'],
    ['a flow that is none', { AllowedOAuthFlows: ['password' as 'code'] }, 'enum value set'],
    ['a grace period of 61 s', rotation(61), 'refreshTokenRotation.retryGracePeriodSeconds'],
    [
      'a default URL that is no callback URL',
      { DefaultRedirectURI: 'https://b.example' },
      'DefaultRedirectURI',
    ],
    [
      'legacy flows beside others',
      { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH', 'ALLOW_USER_SRP_AUTH'] },
      'legacy',
    ],
  ])('%s', async (_what, settings, message) => {
    const before = await update(FLOWS);
    await expect(update({ ...FLOWS, ...settings })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message),
    });
    const { UserPoolClient } = await seeded.sdk.send(new DescribeUserPoolClientCommand(names()));
    expect(UserPoolClient).toEqual(before);
  });

  test('OAuth without flows or scopes', async () => {
    const settings = { ...FLOWS, AllowedOAuthFlowsUserPoolClient: true };
    await expect(update(settings)).rejects.toMatchObject({ name: 'InvalidOAuthFlowException' });
  });
});

describe('UpdateUserPoolClient', () => {
  test('takes legacy flows by themselves', async () => {
    const client = await update({ ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH'] });
    expect(client?.ExplicitAuthFlows).toEqual(['ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH']);
  });

  test('resets every setting that it does not send, also those that only a later Cognito has', async () => {
    seeded.fake.updateAppClient(seeded.publicClientId, {
      logoutUrls: ['https://app.example.com/bye'],
      preventUserExistenceErrors: true,
      laterSettings: { DeviceBoundTokens: 'ENABLED' },
    });
    const client = await update({});
    expect(client).not.toHaveProperty('LogoutURLs');
    expect(client).not.toHaveProperty('PreventUserExistenceErrors');
    expect(client?.AllowedOAuthFlowsUserPoolClient).toBe(false);
    expect(JSON.stringify(client)).not.toContain('DeviceBoundTokens');
  });

  test('gives every change a time of its own', async () => {
    const times = [await update(FLOWS), await update(FLOWS), await update(FLOWS)].map((client) =>
      client?.LastModifiedDate?.getTime(),
    );
    expect(new Set(times).size).toBe(3);
  });
});

describe('DescribeUserPool', () => {
  test('shows what the user pool was tagged with, and what it pays for', async () => {
    const tags = { 'aws:cloudformation:stack-name': 'shop' };
    const { id } = await seeded.fake.createUserPool({ region: 'eu-west-1', tags, tier: 'LITE' });
    const { UserPool } = await seeded.sdk.send(new DescribeUserPoolCommand({ UserPoolId: id }));
    expect(UserPool).toMatchObject({ Id: id, UserPoolTags: tags, UserPoolTier: 'LITE' });
  });

  test('is refused in the words of IAM where no policy allows it', async () => {
    seeded.fake.failNext({ operation: 'DescribeUserPool', kind: 'access-denied' });
    const asked = seeded.sdk.send(new DescribeUserPoolCommand({ UserPoolId: seeded.userPoolId }));
    await expect(asked).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('not authorized to perform: cognito-idp:DescribeUserPool'),
    });
  });
});

test('every answer is dated by the clock of the fake', async () => {
  seeded.fake.clock.setMs(Date.UTC(2027, 0, 1));
  const { headers } = await fetch(`${seeded.fake.url}/${seeded.userPoolId}/.well-known/jwks.json`);
  seeded.fake.clock.reset();
  expect(headers.get('date')).toMatch(/^Fri, 01 Jan 2027 00:00:0\d GMT$/);
});

function inUnits(settings: Settings): Settings {
  return {
    ...settings,
    TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
    ...(settings.AccessTokenValidity === undefined && { AccessTokenValidity: 600 }),
    IdTokenValidity: 600,
    ...(settings.RefreshTokenValidity === undefined && { RefreshTokenValidity: 7200 }),
  };
}

function rotation(RetryGracePeriodSeconds: number): Settings {
  return { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds } };
}
