import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { makeKeyRingFile } from '../../src/storage/keys/make-key-ring.ts';
import { canary } from '../support/canaries.ts';
import { parseDockerfile } from '../support/container/dockerfile.ts';
import { eventually } from '../support/eventually.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../support/process/service-world.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { startProxy, type Proxy } from '../support/proxies/start-proxy.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { postJson } from '../support/running-service.ts';
import { startPostgresServer, type PostgresServer } from '../support/storage/postgres-server.ts';

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly build?: { readonly target: string };
        readonly deploy?: { readonly replicas: number };
        readonly environment?: Readonly<Record<string, string>>;
        readonly volumes?: readonly string[];
        readonly secrets?: readonly string[];
        readonly security_opt?: readonly string[];
        readonly ports?: readonly string[];
        readonly stop_grace_period?: string;
      }
    >
  >;
}

const { services } = parse(readFileSync('ops/replicas/docker-compose.yml', 'utf8')) as Compose;
const ENVIRONMENT = services['cognito-logout']?.environment ?? {};

describe('the compose file of the replicas', () => {
  test('runs three instances of the production image over PostgreSQL and Redis, behind HAProxy', () => {
    const { build, deploy, volumes, secrets } = services['cognito-logout'] ?? {};
    expect(deploy?.replicas).toBe(3);
    expect(parseDockerfile(readFileSync('Dockerfile', 'utf8')).map(({ name }) => name)).toContain(
      build?.target,
    );
    expect(secrets).toEqual(['database-url']);
    expect(volumes).toEqual(['keys:/data:ro']);
    expect(Object.keys(services)).toEqual(['haproxy', 'cognito-logout', 'store-keys', 'postgres', 'redis']);
  });

  test('shows nothing but HAProxy to the outside, and holds no password', () => {
    const shown = Object.entries(services).filter(([, { ports = [] }]) => ports.length > 0);
    expect(shown.map(([name]) => name)).toEqual(['haproxy']);
    expect(readFileSync('ops/replicas/docker-compose.yml', 'utf8')).not.toMatch(/:\/\/[^/\s]*:[^/\s]*@/);
  });

  test.each(Object.keys(services))('lets %s get no more rights than it has', (name) => {
    expect(services[name]?.security_opt).toEqual(['no-new-privileges:true']);
  });
});

describeWithProgram('haproxy', 'F37: three replicas as the compose file sets them up', () => {
  let world: ServiceWorld;
  let postgres: PostgresServer;
  let redis: TestRedis;
  let proxy: Proxy;
  let replicas: readonly ListeningService[];

  beforeAll(async () => {
    [world, postgres, redis] = await Promise.all([createServiceWorld(), startPostgresServer(), startRedis()]);
    const keysFile = join(mkdtempSync(join(tmpdir(), 'replicas-')), 'store-keys.json');
    const { keys, root } = await makeKeyRingFile(keysFile);
    for (const secret of [...Object.values(keys), root]) canary(secret);
    const environment = {
      ...ENVIRONMENT,
      DATABASE_URL_FILE: '',
      DATABASE_URL: postgres.url,
      STORE_KEYS_FILE: keysFile,
      REDIS_URL: redis.url,
      MANAGEMENT_HOST: '127.0.0.1',
      // Long enough for a machine that is busy with other tests.
      UPSTREAM_DEADLINE_MS: '6000',
    };
    replicas = await Promise.all([1, 2, 3].map(() => world.start(environment)));
    proxy = await startProxy(
      'replicas',
      replicas.map(({ port }) => port),
    );
  }, 120_000);
  afterAll(async () => {
    await proxy?.stop();
    await world?.stop();
    await Promise.all([redis?.stop(), postgres?.remove()]);
  }, 60_000);

  const logOut = (refreshToken: string) =>
    postJson(`http://127.0.0.1:${proxy.port}/logout`, { refreshToken, clientId: world.clientId });

  test('end sessions, whichever of them is asked', async () => {
    const tokens = Array.from({ length: 6 }, () => world.refreshToken());
    const answers = await Promise.all(tokens.map(logOut));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(tokens.map((token) => world.fake.refreshTokenState(token)))).toEqual(new Set(['revoked']));
  }, 60_000);

  test('deliver what the others accepted, though each of those is killed', async () => {
    world.fake.failNext({ operation: 'RevokeToken', kind: 'internal-error', times: Infinity });
    const tokens = Array.from({ length: 6 }, () => world.refreshToken());
    const answers = await Promise.all(tokens.map(logOut));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202]);
    replicas[0]?.kill('SIGKILL');
    replicas[1]?.kill('SIGKILL');
    world.fake.clearFaults();
    await eventually(
      () => tokens.every((token) => world.fake.refreshTokenState(token) === 'revoked'),
      60_000,
    );
  }, 120_000);
});
