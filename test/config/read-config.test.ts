import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { inspect } from 'node:util';
import { readConfig } from '../../src/config/read-config.ts';
import { SECTIONS, VARIABLES } from '../../src/config/variables.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { workingEnvironment } from './working-environment.ts';

const file = temporaryFiles();
const secretOf = (config: ReturnType<typeof readConfig>['config']) => config.appClient?.secrets[0]?.reveal();

describe('a right configuration', () => {
  test('needs no more than a user pool and a public app client', () => {
    const { config, problems } = readConfig({
      COGNITO_USER_POOL_ID: 'eu-west-1_A1',
      COGNITO_CLIENT_ID: 'abc',
    });
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      appClient: { clientId: 'abc', userPoolId: 'eu-west-1_A1', region: 'eu-west-1', secrets: [] },
      server: { port: 3000, managementPort: 9464, managementHost: '127.0.0.1', trustProxy: 0 },
      upstream: {
        deadlineMs: 1500,
        revokeQuotaPerSecond: 120,
        signOutQuotaPerSecond: 25,
        quotaSharePercent: 30,
        insecureHosts: [],
      },
      admin: { apiKeysFile: undefined, tokens: undefined },
      database: { engine: 'sqlite', path: './data/cognito-logout.db' },
      logLevel: 'info',
    });
  });

  test('takes an empty variable for an unset one', () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, '']));
    const { config, problems } = readConfig({ ...empty, ...workingEnvironment });
    expect(problems).toEqual([]);
    expect(config).toEqual({
      ...readConfig(workingEnvironment).config,
      appClient: { ...readConfig(workingEnvironment).config.appClient, secrets: [expect.anything()] },
    });
  });

  test('reads a secret from a file, without the newline at its end', () => {
    const secret = canary('f1lecanary0123456789012345678901');
    const { config, problems } = readConfig({
      ...workingEnvironment,
      COGNITO_CLIENT_SECRET: '',
      COGNITO_CLIENT_SECRET_FILE: file('secret', `${secret}\n`),
    });
    expect(problems).toEqual([]);
    expect(secretOf(config)).toBe(secret);
  });

  test('reads two secrets from a file, a line each, the one to try first on top', () => {
    const both = ['firstcanary', 'secondcanary'].map((one) => canary(`${one}01234567890123456789`));
    const { config, problems } = readConfig({
      ...workingEnvironment,
      COGNITO_CLIENT_SECRET: '',
      COGNITO_CLIENT_SECRET_FILE: file('secrets', `${both.join('\n')}\n`),
    });
    expect(problems).toEqual([]);
    expect(config.appClient?.secrets.map((secret) => secret.reveal())).toEqual(both);
  });

  test('has the secrets in the order in which they are to be tried', () => {
    const next = canary('nextcanary0123456789012345678901');
    const { config } = readConfig({ ...workingEnvironment, COGNITO_CLIENT_SECRET_NEXT: next });
    expect(config.appClient?.secrets.map((secret) => secret.reveal())).toEqual([
      workingEnvironment.COGNITO_CLIENT_SECRET,
      next,
    ]);
  });

  test('shows no secret when it is printed', () => {
    const { config } = readConfig({
      ...workingEnvironment,
      FINGERPRINT_KEY: canary(`${'cAnArY+'.repeat(6)}Q=`),
    });
    expect(config.fingerprintKey).toBeDefined();
    const printed = JSON.stringify(config) + inspect(config, { depth: 9, showHidden: true });
    expect(printed).not.toMatch(/canary/i);
  });

  test('may send to a host by plain http that was allowed by name, and to this machine', () => {
    const { config, problems } = readConfig({
      ...workingEnvironment,
      COGNITO_ENDPOINT: 'http://fake-cognito:9229/',
      COGNITO_DOMAIN: 'http://localhost:9230',
      INSECURE_UPSTREAM_HOSTS: 'fake-cognito',
    });
    expect(problems).toEqual([]);
    expect(config.appClient).toMatchObject({
      endpoint: 'http://fake-cognito:9229',
      domain: 'http://localhost:9230',
    });
  });

  test.each(['localhost', 'idp.localhost', '127.1.2.3', '[::1]'])(
    'takes plain http where it leads to this machine, as http://%s does',
    (host) => {
      const url = `http://${host}:9229`;
      const { problems } = readConfig({
        ...workingEnvironment,
        COGNITO_ENDPOINT: url,
        COGNITO_DOMAIN: url,
        PUBLIC_URL: url,
        ALLOWED_ORIGINS: url,
        LOGOUT_URI: `${url}/bye`,
        AFTER_LOGOUT_URL: `${url}/bye`,
      });
      expect(problems).toEqual([]);
    },
  );

  test('may give the domain as the console shows it', () => {
    const { config } = readConfig({ ...workingEnvironment, COGNITO_DOMAIN: 'auth.example.com' });
    expect(config.appClient?.domain).toBe('https://auth.example.com');
  });

  test('describes cookies with safe attributes unless told otherwise', () => {
    const { config, problems } = readConfig({
      ...workingEnvironment,
      REFRESH_TOKEN_COOKIE: '__Host-rt',
      ALLOWED_ORIGINS: 'https://app.example.com, http://localhost:5173',
    });
    expect(problems).toEqual([]);
    expect(config.appClient?.allowedOrigins).toEqual(['https://app.example.com', 'http://localhost:5173']);
    expect(config.appClient?.cookies).toMatchObject({
      refreshToken: '__Host-rt',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'strict',
    });
  });

  test.each([
    ['2', 2],
    ['10.0.0.0/8, 192.168.1.4', ['10.0.0.0/8', '192.168.1.4']],
    ['fd00::/8,2001:db8::/48,::1', ['fd00::/8', '2001:db8::/48', '::1']],
  ])('believes the proxies that TRUST_PROXY=%s names', (text, trustProxy) => {
    const { config, problems } = readConfig({ ...workingEnvironment, TRUST_PROXY: text });
    expect(problems).toEqual([]);
    expect(config.server.trustProxy).toEqual(trustProxy);
  });

  test('keeps apart what Kubernetes sets for a Service of the same name', () => {
    const { problems } = readConfig({
      ...workingEnvironment,
      COGNITO_LOGOUT_SERVICE_HOST: '10.0.0.1',
      COGNITO_LOGOUT_SERVICE_PORT_HTTP: '3000',
      COGNITO_LOGOUT_PORT: 'tcp://10.0.0.1:3000',
      COGNITO_LOGOUT_PORT_3000_TCP_ADDR: '10.0.0.1',
    });
    expect(problems).toEqual([]);
  });
});

describe('a wrong configuration', () => {
  test('is told all its problems in one go', () => {
    const { problems } = readConfig({
      PORT: 'x',
      TRUST_PROXY: 'true',
      ALLOWED_ORIGINS: '*',
      COGNITO_CLIENTID: 'x',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      ADMIN_USER_POOL_ID: 'eu-west-1_Admins1',
    });
    expect(problems.map(({ variable }) => variable).sort()).toEqual([
      'ADMIN_CLIENT_ID',
      'ADMIN_USER_POOL_ID',
      'ALLOWED_ORIGINS',
      'COGNITO_CLIENTID',
      'COGNITO_CLIENT_ID',
      'COGNITO_USER_POOL_ID',
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'PORT',
      'TRUST_PROXY',
    ]);
  });

  test.each(Object.keys(VARIABLES))('is told that %s is wrong, and is not told its value', (name) => {
    const wrong = `${canary('wr0ngcanaryofavariable')}\n"${name.toLowerCase()}`;
    const { problems } = readConfig({ ...workingEnvironment, [name]: wrong });
    expect(problems).toContainEqual({ variable: name, problem: expect.any(String) });
    expect(JSON.stringify(problems)).not.toContain('wr0ngcanary');
  });

  test('is not told the contents of a secret file either', () => {
    const path = file('wrong', canary('wrongcanaryinafile with blanks'));
    const environment = {
      ...workingEnvironment,
      COGNITO_CLIENT_SECRET: '',
      COGNITO_CLIENT_SECRET_FILE: path,
    };
    expect(readConfig(environment).problems).toEqual([
      { variable: 'COGNITO_CLIENT_SECRET_FILE', problem: expect.stringMatching(/wrong contents.*24 to 64/) },
    ]);
  });

  test.each(['', '\n'])('is told that a secret file with the contents %j is empty', (contents) => {
    const path = file('empty', contents);
    const environment = {
      ...workingEnvironment,
      COGNITO_CLIENT_SECRET: '',
      COGNITO_CLIENT_SECRET_FILE: path,
    };
    expect(readConfig(environment).problems).toEqual([
      { variable: 'COGNITO_CLIENT_SECRET_FILE', problem: expect.stringContaining('empty file') },
    ]);
  });

  const ofAnAppClient = SECTIONS.filter(({ title }) => title === 'App client' || title === 'Browsers')
    .flatMap(({ variables }) => Object.keys(variables))
    .filter((name) => name !== 'APP_CLIENTS_FILE');
  test.each(ofAnAppClient)(
    'is told once that %s has no place beside APP_CLIENTS_FILE, whatever its value',
    (name) => {
      const variable = VARIABLES[name as keyof typeof VARIABLES];
      for (const value of [variable.example, ' , ']) {
        const { problems } = readConfig({ APP_CLIENTS_FILE: '/etc/clients.yaml', [name]: value });
        expect(problems).toEqual([
          { variable: name, problem: expect.stringContaining('together with APP_CLIENTS_FILE') },
        ]);
      }
    },
  );
});

test('any text in any variable, or in the path of its file, is read or refused, and never breaks the reading', () => {
  const names = Object.keys(VARIABLES).flatMap((name) => [name, `${name}_FILE`]);
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.ipV6(), fc.string());
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 8 }), (environment) => {
      const { config, problems } = readConfig(environment);
      expect(config.server.port).toBeGreaterThanOrEqual(0);
      expect(problems.every(({ problem }) => problem.length > 10)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('every default and every example of the table is accepted by its own parser', () => {
  for (const { variables } of SECTIONS) {
    for (const [name, { parse, example, secret, default: unset }] of Object.entries(variables)) {
      const texts = [unset, secret ? undefined : example].filter((text) => text !== undefined);
      for (const text of texts) expect({ name, ...parse(text) }).toEqual({ name, value: expect.anything() });
    }
  }
});
