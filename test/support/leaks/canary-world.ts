import { fileURLToPath } from 'node:url';
import { apiKeyHash, createApiKey } from '../../../src/admin-keys/api-key.ts';
import type { Tokens } from '../../../src/fake-cognito/seed/seeded-sign-in.ts';
import { startFakeCognito, type FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../canaries.ts';
import { addressesOf, startServiceProcess, type ServiceProcess } from '../process/start-service-process.ts';
import type { WriteFile } from '../running-service.ts';
import { startOtlpCollector, type OtlpCollector } from '../telemetry/otlp-collector.ts';
import { MARKED } from './marked-secrets.ts';

const SCRIPT = fileURLToPath(new URL('../process/canary-service.ts', import.meta.url));

const long = (name: string) => canary(`CANARY${name}`.repeat(12).slice(0, 52));

/** Every secret that the service is configured with. */
const CONFIGURED = {
  secretOfFirstClient: long('SecretOfTheFirstClient'),
  secretOfSecondClient: long('SecretOfTheSecondClient'),
  nextSecretOfSecondClient: long('NextSecretOfTheSecondClient'),
  wrongSecretOfThirdClient: long('WrongSecretOfTheThirdClient'),
  fingerprintKey: canary(Buffer.from(`CANARYFingerprintKey${'0123456789'.repeat(2)}`).toString('base64')),
  awsSecretAccessKey: long('AwsSecretAccessKey'),
  awsSessionToken: long('AwsSessionToken'),
  redisPassword: long('RedisPassword'),
  keyOfCollector: long('KeyOfTheCollector'),
  crash: MARKED.refreshToken.replaceAll('CANARY', 'CANARYcrash'),
} as const;

export interface CanaryWorld {
  readonly fake: FakeCognito;
  /** What spans are exported to. */
  readonly collector: OtlpCollector;
  readonly service: ServiceProcess;
  readonly url: string;
  readonly managementUrl: string;
  readonly apiKey: string;
  readonly clients: readonly [first: string, second: string, third: string];
  readonly userPoolId: string;
  /** Every secret that the service or a caller of it knows, by a name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Tokens of a user, a set for each app client. */
  readonly tokens: ReadonlyMap<string, Tokens>;
  readonly stop: () => Promise<void>;
}

/** The whole service as a process, with or without the scrubber behind its log, every secret of which is a canary. */
export async function startCanaryWorld(writeFile: WriteFile, scrubbing: 'on' | 'off'): Promise<CanaryWorld> {
  const fake = await startFakeCognito();
  const collector = await startOtlpCollector();
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' });
  const secretOf = (secret: string) => fake.createAppClient({ userPoolId, secret }).clientId;
  const first = secretOf(CONFIGURED.secretOfFirstClient);
  const second = secretOf(CONFIGURED.secretOfSecondClient);
  const third = secretOf(long('RightSecretOfTheThirdClient'));
  fake.createUser({ userPoolId, username: 'alice', password: canary('Pass-word-1-of-alice') });
  const apiKey = canary(createApiKey('support'));
  const key = { id: 'support', name: 'Support desk', hash: apiKeyHash(apiKey), scopes: ['admin'] };

  const common = { userPoolId, endpoint: fake.url };
  const cookies = { refreshToken: '__Host-refresh_token', accessToken: '__Host-access_token' };
  const clients = [
    {
      ...common,
      name: 'web',
      clientId: first,
      clientSecret: CONFIGURED.secretOfFirstClient,
      allowedOrigins: ['https://app.example'],
      cookies,
    },
    {
      ...common,
      clientId: second,
      clientSecret: CONFIGURED.secretOfSecondClient,
      nextClientSecret: CONFIGURED.nextSecretOfSecondClient,
    },
    { ...common, clientId: third, clientSecret: CONFIGURED.wrongSecretOfThirdClient },
  ];
  const service = startServiceProcess({
    script: SCRIPT,
    environment: {
      ...LIMITLESS,
      SCRUBBING: scrubbing,
      CRASH: CONFIGURED.crash,
      APP_CLIENTS_FILE: writeFile(`clients-${scrubbing}.json`, JSON.stringify({ clients })),
      ADMIN_API_KEYS_FILE: writeFile(`keys-${scrubbing}.json`, JSON.stringify({ keys: [key] })),
      FINGERPRINT_KEY: CONFIGURED.fingerprintKey,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: CONFIGURED.awsSecretAccessKey,
      AWS_SESSION_TOKEN: CONFIGURED.awsSessionToken,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${CONFIGURED.keyOfCollector}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_TRACES_SAMPLER: 'always_on',
      REDIS_URL: `redis://limits:${CONFIGURED.redisPassword}@127.0.0.1:9/0`,
    },
  });

  const tokens = new Map(
    [first, second, third].map((clientId) => [clientId, fake.signIn({ clientId, username: 'alice' })]),
  );
  return {
    fake,
    collector,
    service,
    ...(await addressesOf(service)),
    apiKey,
    clients: [first, second, third],
    userPoolId,
    tokens,
    secrets: { ...CONFIGURED, ...MARKED, realApiKey: apiKey, ...named(tokens) },
    stop: async () => {
      service.kill('SIGKILL');
      await service.exited;
      await collector.stop();
      await fake.stop();
    },
  };
}

function named(tokens: ReadonlyMap<string, Tokens>): Record<string, string> {
  const entries = [...tokens.values()].flatMap((set, client) =>
    Object.entries(set).map(([kind, token]: [string, string]) => [`${kind} ${client}`, canary(token)]),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

const LIMITLESS = {
  HOST: '127.0.0.1',
  PORT: '0',
  MANAGEMENT_PORT: '0',
  DATABASE_URL: 'memory:',
  LOG_LEVEL: 'trace',
  TRUST_PROXY: '1',
  UPSTREAM_DEADLINE_MS: '400',
  DRAIN_DELAY_MS: '0',
  OVERLOAD_DELAY_MS: '60000',
  RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
  RATE_LIMIT_USER_PER_MINUTE: '1000000',
  RATE_LIMIT_APP_CLIENT_PER_SECOND: '1000000',
  RATE_LIMIT_ADMIN_PER_SECOND: '1000000',
  RATE_LIMIT_ADMIN_FAILURES_PER_15_MINUTES: '1000000',
};
