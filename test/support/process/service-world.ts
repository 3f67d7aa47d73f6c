import {
  startFakeCognito,
  type FakeCognito,
  type FakeCognitoOptions,
} from '../../../src/fake-cognito/start-fake-cognito.ts';
import type { Tokens } from '../../../src/fake-cognito/seed/seeded-sign-in.ts';
import { canary } from '../canaries.ts';
import {
  addressesOf,
  MEMORY_PROBE,
  startServiceProcess,
  type ServiceProcess,
  type ServiceProcessOptions,
} from './start-service-process.ts';

/** A service process that listens. */
export interface ListeningService extends ServiceProcess {
  readonly port: number;
  readonly url: string;
  readonly managementUrl: string;
}

/** A fake Cognito with one app client and one user, and the service processes that were started in front of it. */
export interface ServiceWorld {
  readonly fake: FakeCognito;
  readonly clientId: string;
  /** What a service process needs to know of it, with limits that no test reaches by accident. */
  readonly environment: Readonly<Record<string, string>>;
  readonly start: (
    environment?: Readonly<Record<string, string>>,
    options?: Pick<ServiceProcessOptions, 'descriptorsMax' | 'nodeOptions' | 'onOutput' | 'script'>,
  ) => Promise<ListeningService>;
  /** A refresh token that a logout would end. */
  readonly refreshToken: () => string;
  /** A session, as a sign-in starts one. */
  readonly signIn: () => Tokens;
  /** Kills every process that is left. */
  readonly stop: () => Promise<void>;
}

export async function createServiceWorld(options: FakeCognitoOptions = {}): Promise<ServiceWorld> {
  const fake = await startFakeCognito(options);
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' });
  const { clientId } = fake.createAppClient({ userPoolId });
  fake.createUser({ userPoolId, username: 'alice', password: canary('Pass-word-1-of-alice') });
  const environment = {
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DATABASE_URL: 'memory:',
    COGNITO_USER_POOL_ID: userPoolId,
    COGNITO_CLIENT_ID: clientId,
    COGNITO_ENDPOINT: fake.url,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: canary('secretAccessKeyOfTheServiceProcessesInTests'),
    DRAIN_DELAY_MS: '0',
    // A machine that is busy with other tests must not make the service shed load or give up on Cognito.
    OVERLOAD_DELAY_MS: '60000',
    UPSTREAM_DEADLINE_MS: '30000',
    RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
    COGNITO_REVOKE_QUOTA_PER_SECOND: '100000',
    COGNITO_SIGN_OUT_QUOTA_PER_SECOND: '100000',
    RATE_LIMIT_APP_CLIENT_PER_SECOND: '1000000',
  };
  const signIn = () => fake.signIn({ clientId, username: 'alice' });
  const running = new Set<ServiceProcess>();
  return {
    fake,
    clientId,
    environment,
    start: async (more = {}, options = {}) => {
      const service = startServiceProcess({
        ...options,
        environment: { ...environment, ...more },
        nodeOptions: [...MEMORY_PROBE, ...(options.nodeOptions ?? [])],
      });
      running.add(service);
      const { url, managementUrl } = await addressesOf(service);
      return { ...service, url, managementUrl, port: Number(new URL(url).port) };
    },
    refreshToken: () => canary(signIn().refreshToken),
    signIn,
    stop: async () => {
      for (const service of running) service.kill('SIGKILL');
      await Promise.all([...running].map(({ exited }) => exited));
      await fake.stop();
    },
  };
}
