import { buildService } from '../../src/composition/build-service.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { apiKeyHash, createApiKey } from '../../src/admin-keys/api-key.ts';
import { canary } from './canaries.ts';

/** Ids and secrets of the two pools that every running service of the tests knows. */
export const SECRET = canary('serviceTestSecretOfTheConfidentialClient00000001');
export const OTHER_SECRET = canary('serviceTestSecretOfTheClientInTheOtherRegion0002');
export const PASSWORD = canary('Correct-horse-battery-9');

export interface RunningService {
  readonly fake: FakeCognito;
  readonly url: string;
  readonly managementUrl: string;
  readonly apiKey: string;
  /** Of a resource server, if there is one. */
  readonly feedKey: string;
  readonly userPoolId: string;
  readonly publicClientId: string;
  readonly confidentialClientId: string;
  readonly otherUserPoolId: string;
  readonly otherClientId: string;
  /** Everything that the service has logged so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface RunningServiceOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** What the service is told the confidential app client's secret is: the right one unless given. */
  readonly configuredSecret?: string;
  /** Where the app clients' refresh tokens are revoked: by Cognito's API unless given. */
  readonly upstream?: Upstream;
  /** A sign-out URL, registered and configured: with it, the app clients of the first pool have a managed login. */
  readonly logoutUri?: string;
  /** Registered as callback URLs, in place of the sign-out URL. */
  readonly callbackUrls?: readonly string[];
  /** Whether there is a resource server, that holds an API key of the scope `feed`. */
  readonly isFollowed?: boolean;
  /** For Cognito's operations that are signed. */
  readonly awsCredentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** What the admin with the API key may do, by name: the usual acts unless given. */
  readonly adminActs?: readonly string[];
  /** Whether the users of the second pool sign in by e-mail address, so that Cognito makes up their names. */
  readonly signsInByEmail?: boolean;
  /** More fields of the public app client's entry. */
  readonly publicClient?: Readonly<Record<string, unknown>>;
}

export type Upstream = 'api' | 'domain';

/** Writes a file and returns its path. */
export type WriteFile = (name: string, contents: string) => string;

/**
 * Starts the whole service on loopback, in front of a fake Cognito with two pools in two Regions: a public and a
 * confidential app client in one, a confidential one in the other; `alice`, `bob`, and `root` in the group `admins`.
 */
export async function startRunningService(
  writeFile: WriteFile,
  options: RunningServiceOptions = {},
): Promise<RunningService> {
  const fake = await startFakeCognito();
  const seeded = await seed(fake, options);
  const apiKey = canary(createApiKey('support'));
  const feedKey = canary(createApiKey('orders'));
  const lines: string[] = [];
  const settings = loadSettings({
    APP_CLIENTS_FILE: writeFile('app-clients.json', appClientsFile(fake.url, seeded, options)),
    ADMIN_API_KEYS_FILE: writeFile(
      'api-keys.json',
      apiKeysFile(apiKey, options.isFollowed === true ? feedKey : undefined, options.adminActs),
    ),
    ADMIN_USER_POOL_ID: seeded.userPoolId,
    ADMIN_CLIENT_ID: seeded.publicClientId,
    ADMIN_GROUP: 'admins',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: 'memory:',
    MANAGEMENT_PORT: '0',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '10000',
    COGNITO_REVOKE_QUOTA_PER_SECOND: '100000',
    COGNITO_SIGN_OUT_QUOTA_PER_SECOND: '100000',
    OVERLOAD_DELAY_MS: '60000',
    UPSTREAM_DEADLINE_MS: '10000',
    ...options.environment,
  });
  const service = await buildService(settings, {
    ...(options.awsCredentials === undefined ? {} : { awsCredentials: options.awsCredentials }),
    logDestination: {
      write: (line, clean) => lines.push(clean(line)),
      droppedLines: () => 0,
      flush: () => Promise.resolve(),
    },
  });
  const { port, managementPort } = await service.start();
  return {
    fake,
    ...seeded,
    apiKey,
    feedKey,
    url: `http://127.0.0.1:${port}`,
    managementUrl: `http://127.0.0.1:${managementPort}`,
    log: () => lines.join(''),
    stop: async () => {
      await service.stop({ drainDelayMs: 0, timeoutMs: 0 });
      await fake.stop();
    },
  };
}

async function seed(
  fake: FakeCognito,
  { logoutUri, callbackUrls, signsInByEmail = false }: RunningServiceOptions,
) {
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' });
  const signInBy = signsInByEmail ? 'email' : 'username';
  const { id: otherUserPoolId } = await fake.createUserPool({ region: 'us-east-1', signInBy });
  const urls =
    logoutUri === undefined ? {} : { logoutUrls: [logoutUri], callbackUrls: callbackUrls ?? [logoutUri] };
  const { clientId: publicClientId } = fake.createAppClient({ userPoolId, ...urls });
  const { clientId: confidentialClientId } = fake.createAppClient({ userPoolId, secret: SECRET, ...urls });
  const { clientId: otherClientId } = fake.createAppClient({
    userPoolId: otherUserPoolId,
    secret: OTHER_SECRET,
  });
  const user = (username: string) => ({ username, password: PASSWORD, email: `${username}@example.com` });
  fake.createUser({ userPoolId, ...user('alice') });
  fake.createUser({ userPoolId, ...user('bob') });
  fake.createUser({ userPoolId, ...user('root'), groups: ['admins'] });
  const carol = { ...user('carol'), ...(signsInByEmail ? { username: 'carol@example.com' } : {}) };
  fake.createUser({ userPoolId: otherUserPoolId, ...carol });
  return { userPoolId, publicClientId, confidentialClientId, otherUserPoolId, otherClientId };
}

function appClientsFile(
  endpoint: string,
  seeded: Awaited<ReturnType<typeof seed>>,
  { configuredSecret = SECRET, upstream = 'api', logoutUri, publicClient }: RunningServiceOptions,
): string {
  const { userPoolId, otherUserPoolId } = seeded;
  const cognito = upstream === 'api' ? { endpoint } : { endpoint, upstream, domain: endpoint };
  const managedLogin = logoutUri === undefined ? {} : { domain: endpoint, logoutUri };
  return JSON.stringify({
    clients: [
      {
        clientId: seeded.publicClientId,
        name: 'public-client',
        userPoolId,
        ...cognito,
        ...managedLogin,
        ...publicClient,
      },
      {
        clientId: seeded.confidentialClientId,
        name: 'confidential-client',
        userPoolId,
        ...cognito,
        ...managedLogin,
        clientSecret: configuredSecret,
      },
      {
        clientId: seeded.otherClientId,
        userPoolId: otherUserPoolId,
        ...cognito,
        clientSecret: OTHER_SECRET,
      },
    ],
  });
}

function apiKeysFile(apiKey: string, feedKey: string | undefined, acts?: readonly string[]): string {
  const hash = apiKeyHash(apiKey);
  const admin = { id: 'support', name: 'Support desk', hash, scopes: ['admin'], ...(acts && { acts }) };
  if (feedKey === undefined) return JSON.stringify({ keys: [admin] });
  const reader = { id: 'orders', name: 'Orders API', hash: apiKeyHash(feedKey), scopes: ['feed'] };
  return JSON.stringify({ keys: [admin, reader] });
}

/** Posts JSON and gives back what a test looks at. */
export async function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}
