import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { createAppClientRegistry } from '../../src/app-clients/app-client-registry.ts';
import type { AppClientSettings } from '../../src/app-clients/app-client-settings.ts';
import type { AppClientDirectory } from '../../src/revocation/app-client-profile.ts';
import { createSecret } from '../../src/settings/secret.ts';
import { canary } from '../support/canaries.ts';

const secret = canary('registrycanary0123456789012345');

const settings: AppClientSettings = {
  clientId: 'web',
  userPoolId: 'eu-west-1_AbCdEf123',
  region: 'eu-west-1',
  secrets: [createSecret(secret)],
  allowedOrigins: [],
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 3600,
  refreshTokenValiditySeconds: 2_592_000,
  sessionTracking: false,
};

describe('the registry of app clients', () => {
  test('is the directory that the rest of the house asks', () => {
    const directory: AppClientDirectory = createAppClientRegistry([settings]);
    expect(directory.find('web')?.userPoolId).toBe('eu-west-1_AbCdEf123');
    expect(directory.all()).toHaveLength(1);
  });

  test('says by which name paths choose an app client, where it has one', () => {
    const directory: AppClientDirectory = createAppClientRegistry([{ ...settings, name: 'web-shop' }]);
    expect(directory.find('web')?.name).toBe('web-shop');
  });

  test.each(['', 'other', '__proto__', 'constructor', 'WEB'])('knows no app client %j', (clientId) => {
    expect(createAppClientRegistry([settings]).find(clientId)).toBeUndefined();
  });

  test('knows the app clients of two user pools and Regions side by side', () => {
    const other = {
      ...settings,
      clientId: 'mobile',
      userPoolId: 'us-east-1_Zz9',
      region: 'us-east-1',
      secrets: [],
    };
    const registry = createAppClientRegistry([settings, other]);
    expect(registry.find('web')).toMatchObject({ region: 'eu-west-1', secrets: [secret] });
    expect(registry.find('mobile')).toMatchObject({ region: 'us-east-1', secrets: [] });
  });

  test('tells whether a secret that a caller sent is one of those of the app client', () => {
    const next = canary('registrycanarynext0123456789012');
    const registry = createAppClientRegistry([
      { ...settings, secrets: [createSecret(secret), createSecret(next)] },
      { ...settings, clientId: 'public', secrets: [] },
    ]);
    const fits = (clientId: string) => {
      const candidates = [secret, next, `${secret} `, secret.slice(1), '', next.toUpperCase()];
      return candidates.map((candidate) => registry.secretFits(clientId, candidate));
    };
    expect(fits('web')).toEqual([true, true, false, false, false, false]);
    for (const clientId of ['public', 'unknown', '__proto__']) expect(fits(clientId)).not.toContain(true);
  });

  test('tells secrets apart by ids that are the same in every instance, and other for other app clients', async () => {
    const next = canary('registrycanarynext0123456789012');
    const secrets = [createSecret(secret), createSecret(next)];
    const registry = createAppClientRegistry([
      { ...settings, secrets },
      { ...settings, clientId: 'other' },
    ]);
    const ids = await registry.secretIds('web');
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(new Set([...ids, ...(await registry.secretIds('other'))]).size).toBe(3);
    const reversed = createAppClientRegistry([{ ...settings, secrets: secrets.toReversed() }]);
    expect(await reversed.secretIds('web')).toEqual(ids.toReversed());
    expect(await registry.secretIds('unknown')).toEqual([]);
  });

  test('says whose secrets are other ones, once they are taken over', () => {
    const registry = createAppClientRegistry([settings, { ...settings, clientId: 'other' }]);
    const same = { ...settings, clientId: 'other', secrets: [createSecret(secret)] };
    const changed = { ...settings, secrets: [createSecret(canary('registrycanarychanged01234567890'))] };
    expect(registry.takeSecrets([changed, same, { ...changed, clientId: 'new' }])).toEqual([changed]);
    expect(registry.takeSecrets([changed])).toEqual([]);
  });

  test('takes over a second secret, another second one, and that there is one again', () => {
    const registry = createAppClientRegistry([settings]);
    for (const more of [['next'], ['another'], []]) {
      const secrets = [secret, ...more.map((name) => canary(`registrycanary${name}0123456789`))];
      const changed = { ...settings, secrets: secrets.map(createSecret) };
      expect(registry.takeSecrets([changed])).toEqual([changed]);
      expect(registry.find('web')?.secrets).toEqual(secrets);
    }
  });
});

describe('an app client', () => {
  const client = createAppClientRegistry([settings]).find('web');

  test('gives its secrets to who asks for them by name', () => {
    expect(client?.secrets).toEqual([secret]);
  });

  test('T53 shows no secret when it is printed, serialised, listed or copied', () => {
    const shown = [
      JSON.stringify(client),
      inspect(client, { depth: 9, showHidden: true }),
      JSON.stringify(Object.values(client ?? {})),
      JSON.stringify({ ...client }),
      JSON.stringify(structuredClone(client)),
    ];
    expect(shown.join('\n')).not.toContain('canary');
    expect(shown[0]).toContain('eu-west-1_AbCdEf123');
  });

  test('is confidential towards its callers, and asks the domain, where it is set so, and else not', () => {
    const set = { confidentialTowardsCallers: true, upstream: 'domain' } as const;
    expect(createAppClientRegistry([{ ...settings, ...set }]).find('web')).toMatchObject(set);
    expect(client).toMatchObject({ confidentialTowardsCallers: false, upstream: 'api' });
  });

  test('cannot be changed by whoever holds it', () => {
    expect(() => Object.assign(client ?? {}, { userPoolId: 'other' })).toThrow(TypeError);
  });

  test('has the address that ends the managed-login session, with everything in it encoded', () => {
    const logoutUri = 'https://www.example.com/bye?from=a b&lang=ä+1';
    const domain = 'https://auth.example.com';
    const registry = createAppClientRegistry([{ ...settings, clientId: 'a+b', domain, logoutUri }]);
    const url = new URL(registry.find('a+b')?.managedLogoutUrl ?? '');
    expect(url.origin + url.pathname).toBe('https://auth.example.com/logout');
    expect([...url.searchParams]).toEqual([
      ['client_id', 'a+b'],
      ['logout_uri', logoutUri],
    ]);
  });

  test('has such an address for each sign-out URL, that of logoutUri first', () => {
    const more = { logoutUri: 'myapp://bye', postLogoutRedirectUris: ['https://www.example.com/bye'] };
    const registry = createAppClientRegistry([{ ...settings, domain: 'https://auth.example.com', ...more }]);
    const { managedLogoutUrl, signOutAddresses } = registry.find('web') ?? {};
    expect([...(signOutAddresses ?? [])]).toEqual([
      ['myapp://bye', managedLogoutUrl],
      [
        'https://www.example.com/bye',
        'https://auth.example.com/logout?client_id=web&logout_uri=https%3A%2F%2Fwww.example.com%2Fbye',
      ],
    ]);
  });

  test.each([{ domain: 'https://auth.example.com' }, { logoutUri: 'https://www.example.com' }])(
    'has no such address with %j alone',
    (half) => {
      const appClient = createAppClientRegistry([{ ...settings, ...half }]).find('web');
      expect(appClient?.managedLogoutUrl).toBeUndefined();
      expect(appClient?.signOutAddresses?.size).toBe(0);
    },
  );

  test('has those of the further sign-out URLs alone where there is no logoutUri', () => {
    const further = { domain: 'https://auth.example.com', postLogoutRedirectUris: ['myapp://bye'] };
    const appClient = createAppClientRegistry([{ ...settings, ...further }]).find('web');
    expect([...(appClient?.signOutAddresses?.keys() ?? [])]).toEqual(['myapp://bye']);
  });
});
