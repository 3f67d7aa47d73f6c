import { describe, expect, test } from '@jest/globals';
import { loadAppClients } from '../../src/app-clients/load-app-clients.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const secret = canary('entrycanary01234567890123456789');

function load(contents: string, environment: Record<string, string> = {}) {
  return loadAppClients({
    file: write('clients.yaml', contents),
    environment,
    insecureHosts: ['fake-cognito'],
  });
}

const revealed = (clients: ReturnType<typeof load>['clients']) =>
  clients.map(({ secrets }) => secrets.map((each) => each.reveal()));

describe('the app clients file', () => {
  test('may be YAML, and needs two fields of a public app client', () => {
    const { clients, problems } = load('clients:\n  - clientId: web\n    userPoolId: eu-west-1_Ab1\n');
    expect(problems).toEqual([]);
    expect(clients).toEqual([
      {
        clientId: 'web',
        userPoolId: 'eu-west-1_Ab1',
        region: 'eu-west-1',
        secrets: [],
        allowedOrigins: [],
        upstream: 'api',
        postLogoutRedirectUris: [],
        accessTokenValiditySeconds: 3600,
        idTokenValiditySeconds: 3600,
        refreshTokenValiditySeconds: 2_592_000,
        sessionTracking: false,
        confidentialTowardsCallers: false,
      },
    ]);
  });

  test('may be JSON, with everything that an app client can have', () => {
    const entry = {
      clientId: 'web',
      userPoolId: 'us-gov-west-1_Ab1',
      region: 'us-gov-west-1',
      name: 'web-shop',
      clientSecret: secret,
      endpoint: 'http://fake-cognito:9229',
      domain: 'auth.example.com',
      allowedOrigins: ['https://app.example.com'],
      cookies: { refreshToken: '__Host-rt', sameSite: 'lax' },
      logoutUri: 'myapp://signed-out',
      postLogoutRedirectUris: ['https://www.example.com/bye'],
      afterLogoutUrl: 'https://www.example.com/bye',
      accessTokenValiditySeconds: 300,
      idTokenValiditySeconds: 600,
      refreshTokenValiditySeconds: 3600,
      upstream: 'api',
      sessionTracking: true,
      confidentialTowardsCallers: true,
    };
    const { clients, problems } = load(
      JSON.stringify({ $schema: './app-clients.schema.json', clients: [entry] }),
    );
    expect(problems).toEqual([]);
    expect(clients).toEqual([
      {
        ...entry,
        clientSecret: undefined,
        secrets: [expect.anything()],
        secretSources: [expect.objectContaining({ kind: 'inline' })],
        domain: 'https://auth.example.com',
        cookies: { refreshToken: '__Host-rt', path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
      },
    ]);
  });

  test('may have callers authenticate with a secret that is kept elsewhere, but not without any', () => {
    const entry = { clientId: 'web', userPoolId: 'eu-west-1_Ab1', confidentialTowardsCallers: true };
    const kept = { ...entry, secrets: [{ secretsManager: 'web/secret' }] };
    expect(load(JSON.stringify({ clients: [kept] })).problems).toEqual([]);
    expect(load(JSON.stringify({ clients: [entry] })).problems).toEqual([
      expect.stringContaining('confidentialTowardsCallers must be false'),
    ]);
  });

  test('may name files, beside itself, and variables that hold the secrets', () => {
    const next = canary('nextofentrycanary0123456789012345');
    write('web-secret', `${secret}\n`);
    const { clients, problems } = load(
      `clients:
        - { clientId: web, userPoolId: eu-west-1_Ab1, clientSecretFile: web-secret, nextClientSecretEnv: WEB_NEXT }`,
      { WEB_NEXT: next },
    );
    expect(problems).toEqual([]);
    expect(revealed(clients)).toEqual([[secret, next]]);
  });

  test('that is not there is told by its variable alone', () => {
    const file = `/nowhere/${canary('pathcanary0123456789')}`;
    const { problems } = loadAppClients({ file, environment: {}, insecureHosts: [] });
    expect(problems).toEqual([expect.stringMatching(/^names a file that cannot be read \(ENOENT\)/)]);
    expect(problems.join()).not.toContain('canary');
  });

  test('that is wrong in many places is told all of them, each with entry and field', () => {
    const { problems } = load(`clients:
  - { clientId: web, userPoolId: wrong, region: 7, colour: red }
  - { clientId: web, userPoolId: eu-west-1_Ab1, logoutUri: 'https://www.example.com' }
  - just text
  - userPoolId: eu-west-1_Ab1
    cookies: { refreshToken: rt, sameSite: Strict, maxAge: 1 }
    allowedOrigins: ['https://app.example.com', '*']
`);
    expect(problems.map((problem) => problem.replace(/^\(.*?clients\.yaml\): /, ''))).toEqual([
      expect.stringMatching(/^clients\[0\]\.userPoolId must be a user pool id/),
      expect.stringMatching(/^clients\[0\]\.region must be text, in quotes/),
      expect.stringMatching(/^clients\[0\] has the unknown field colour\. Did you mean /),
      expect.stringMatching(/^clients\[1\]\.logoutUri needs domain/),
      expect.stringMatching(/^clients\[2\] must be a map of fields/),
      expect.stringMatching(/^clients\[3\]\.clientId is missing/),
      expect.stringMatching(/^clients\[3\]\.allowedOrigins\[1\] must not be or hold a wildcard/),
      expect.stringMatching(/^clients\[3\]\.cookies\.sameSite must be one of: strict, lax, none/),
      expect.stringMatching(/^clients\[3\]\.cookies has the unknown field maxAge/),
      expect.stringMatching(/^clients\[1\]\.clientId is the same as that of clients\[0\]/),
    ]);
  });

  test('is told what fields are together, too, in an entry that has a field that is wrong by itself', () => {
    const { problems } = load(`clients:
  - { clientId: web, userPoolId: eu-west-1_Ab1, region: us-east-1, logoutUri: 'https://www.example.com', colour: red,
      clientSecretFile: nowhere, nextClientSecret: short, cookies: { refreshToken: __Host-rt, path: /a } }
`);
    expect(problems.map((problem) => problem.replace(/^\(.*?clients\.yaml\): clients\[0\]/, ''))).toEqual([
      expect.stringMatching(/^\.nextClientSecret must be an app client secret/),
      expect.stringMatching(/^ has the unknown field colour/),
      expect.stringMatching(/^\.clientSecretFile names a file that cannot be read/),
      expect.stringMatching(/^\.region must be the Region/),
      expect.stringMatching(/^\.logoutUri needs domain/),
      expect.stringMatching(/^\.cookies\.refreshToken begins with __Host-/),
      expect.stringMatching(/^\.allowedOrigins must name the origins/),
    ]);
  });

  test('is not told that a field is missing which is there and wrong', () => {
    const { problems } = load(`clients:
  - { clientId: web, userPoolId: eu-west-1_Ab1, logoutUri: 'https://www.example.com', domain: 'http:', clientSecret: short,
      nextClientSecret: ${secret}, confidentialTowardsCallers: true, cookies: { refreshToken: rt }, allowedOrigins: ['*'] }
`);
    expect(problems.map((problem) => /clients\[0\]\.(\S+)/.exec(problem)?.[1])).toEqual([
      'clientSecret',
      'domain',
      'allowedOrigins[0]',
    ]);
  });

  test.each([
    ['', 'the file must be a map of fields'],
    ['[]', 'the file must be a map of fields'],
    ['clients: []', 'clients must have at least 1 of them'],
    ['{}', 'clients is missing'],
    ['client: []', 'clients is missing'],
    ['clients:\n  - a: "b\n', 'neither YAML nor JSON at line'],
    ['clients: *nowhere', 'aliases that cannot be resolved'],
    ['clients: []\nclients: []', 'DUPLICATE_KEY'],
    ['clients: [{ __proto__: { clientId: web } }]', 'clients[0].clientId is missing'],
  ])('with the contents %j is refused', (contents, says) => {
    expect(load(contents).problems).toContainEqual(expect.stringContaining(says));
  });
});

describe('an entry of the file', () => {
  test.each([
    ['clientSecret must be an app client secret: 24 to 64', 'clientSecret: tooshortcanary'],
    ['clientSecret must be an app client secret', `clientSecret: ${'longcanary'.repeat(7)}`],
    ['clientSecret must be text', 'clientSecret: 123456789012345678901234'],
    ['clientSecret must be text', 'clientSecret: {canary: canary}'],
    [
      'clientSecret, clientSecretFile and clientSecretEnv exclude',
      `clientSecret: ${secret}, clientSecretEnv: X`,
    ],
    ['clientSecretFile names a file that cannot be read (ENOENT)', 'clientSecretFile: no-canary'],
    ['clientSecretFile names a file with wrong contents', 'clientSecretFile: wrong-secret'],
    ['clientSecretEnv names an environment variable that is not set', 'clientSecretEnv: UNSET'],
    ['clientSecretEnv names a variable with a wrong value', 'clientSecretEnv: SHORT'],
    ['clientSecretEnv must be the name of an environment variable', 'clientSecretEnv: canary-canary'],
    ['nextClientSecret is given without clientSecret', `nextClientSecret: ${secret}`],
    ['region must be the Region that userPoolId begins with', 'region: us-east-1'],
    ['endpoint must begin with https', 'endpoint: "http://evil.example"'],
    ['domain must begin with https', 'domain: "http://evil.example"'],
    ['postLogoutRedirectUris needs domain', 'postLogoutRedirectUris: ["https://www.example.com"]'],
    ['postLogoutRedirectUris[0] must be a sign-out URL', 'postLogoutRedirectUris: ["javascript:alert(1)"]'],
    ['upstream needs domain, where tokens are revoked', 'upstream: domain'],
    [
      'sessionTracking must be false with upstream domain',
      'upstream: domain, domain: auth.example.com, sessionTracking: true',
    ],
    ['upstream must be one of: api, domain', 'upstream: both'],
    ['name must be a short name', 'name: Web Shop'],
    ['accessTokenValiditySeconds must be at least 300', 'accessTokenValiditySeconds: 299'],
    ['accessTokenValiditySeconds must be at most 86400', 'accessTokenValiditySeconds: 86401'],
    ['accessTokenValiditySeconds must be a whole number', 'accessTokenValiditySeconds: 300.5'],
    ['sessionTracking must be true or false', 'sessionTracking: "yes"'],
    ['allowedOrigins must name the origins', 'cookies: { refreshToken: rt }'],
    [
      'cookies.refreshToken begins with __Host-',
      'cookies: { refreshToken: __Host-rt, path: /a }, allowedOrigins: ["https://a.example"]',
    ],
    ['confidentialTowardsCallers must be false', 'confidentialTowardsCallers: true'],
    ['has an unknown field. Did you mean', `${secret}: 1`],
  ])('is refused where its %s, and no secret is shown', (says, fields) => {
    write('wrong-secret', canary('wrong canary of an entry'));
    const { problems } = load(`clients: [{ clientId: web, userPoolId: eu-west-1_Ab1, ${fields} }]`, {
      SHORT: canary('shortcanaryofavariable'),
    });
    expect(problems).toEqual([
      expect.stringContaining(`: clients[0]${says.startsWith('has') ? ' ' : '.'}${says}`),
    ]);
    expect(problems.join()).not.toContain('canary');
  });
});
