import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VARIABLES } from '../../../src/config/variables.ts';
import type { Fault } from '../../../src/fake-cognito/faults.ts';
import { OPERATIONS } from '../../../src/protocols/json/openapi/operations/operations.ts';
import { ROUTE_LABELS } from '../../../src/http/routing/route-labels.ts';
import { LABEL_VALUES, OTHER } from '../../../src/telemetry/metric-labels.ts';
import { startCanaryWorld, type CanaryWorld } from '../../support/leaks/canary-world.ts';
import { exchangeAll } from '../../support/leaks/exchange-all.ts';
import { findLeaksOf } from '../../support/leaks/find-leaks-of.ts';
import { leakyRequests, type LeakyRequest, type Route } from '../../support/leaks/leaky-requests.ts';
import { encodedFormsOf, MARKED } from '../../support/leaks/marked-secrets.ts';
import { startServiceProcess } from '../../support/process/start-service-process.ts';
import { postJson } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const TIMEOUT_MS = 240_000;
const { refreshToken: TOKEN, clientSecret: SECRET } = MARKED;

const writeFile = temporaryFiles();

/** What Cognito, or whoever stands in its place, may answer; where it can, quoting what it was sent. */
const FAULTS: readonly Omit<Fault, 'operation'>[] = [
  { kind: 'throttle', retryAfterSeconds: 1 },
  { kind: 'internal-error' },
  { kind: 'forbidden' },
  { kind: 'html-503' },
  { kind: 'html-403' },
  { kind: 'exception', exception: 'InvalidParameterException', message: `Invalid token: ${TOKEN}` },
  { kind: 'exception', exception: 'NotAuthorizedException', message: `Wrong secret: ${SECRET}` },
  { kind: 'exception', exception: 'UserNotFoundException', message: TOKEN },
  { kind: 'exception', exception: 'UnsupportedTokenTypeException', message: TOKEN },
  { kind: 'exception', exception: 'ResourceNotFoundException', message: SECRET },
  { kind: 'exception', exception: SECRET, message: SECRET },
  { kind: 'exception', exception: TOKEN, message: TOKEN },
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'drip' },
  { kind: 'huge-body', bytes: 1_000_000 },
  { kind: 'truncated-json' },
  { kind: 'redirect', location: `http://127.0.0.1:9/?token=${TOKEN}` },
  { kind: 'slow', delayMs: 1000 },
];

const AWS_CALL = 'AWSCognitoIdentityProviderService.RevokeToken';
const AWS = { 'x-amz-target': AWS_CALL, 'content-type': 'application/x-amz-json-1.1' };

const OPERATIONS_OF_COGNITO = ['RevokeToken', 'GlobalSignOut', 'AdminUserGlobalSignOut'];

/** Marked secrets everywhere in requests to every route, and to places where one could be expected. */
function allLeakyRequests(
  { apiKey, userPoolId }: CanaryWorld,
  secrets: readonly string[],
): readonly LeakyRequest[] {
  const admin = { headers: [`Authorization: Bearer ${apiKey}`] };
  const browser = { headers: ['Origin: https://app.example', 'Sec-Fetch-Site: same-origin'] };
  const receiptId = '2d1c8f0e-6a1b-4f7e-9a55-0a6c5b1f7e3d';
  const clientId = 'canaryclient';
  const sessionId = `tkn${'a'.repeat(25)}`;
  const user = { userPoolId, username: 'alice', sessionId };
  const parameters: Record<string, string> = {
    ...user,
    code: 'invalid-request',
    name: 'web',
    receiptId,
    clientId,
  };
  const own = OPERATIONS.map(({ method, path, forAdmins = false }) => ({
    method: method.toUpperCase(),
    target: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? ''),
    headers: forAdmins ? admin.headers : [],
  }));
  const routes = [
    ...own,
    { method: 'POST', target: '/admin/revoke', headers: [] },
    { method: 'POST', target: '/logout', ...browser },
    { method: 'OPTIONS', target: '/logout', ...browser },
    { method: 'POST', target: '/', headers: [`X-Amz-Target: ${AWS_CALL}`] },
  ];
  const [logout] = routes;
  return [
    ...routes.flatMap((route, index) => leakyRequestsTo(route, index, secrets)),
    ...[TOKEN, SECRET]
      .flatMap(encodedFormsOf)
      .flatMap((text) => (logout === undefined ? [] : leakyRequests(logout, text))),
  ];
}

/**
 * The first secret in every place; of the others each in every place of some routes and in some places of every route, which
 * takes half of the time. `npm run test:long` puts every secret into every place.
 */
function leakyRequestsTo(
  route: Route,
  index: number,
  [first = '', ...others]: readonly string[],
): readonly LeakyRequest[] {
  const isTurn = (other: number, place: number) =>
    process.env['EVERY_SECRET'] === 'true' || (place + index) % others.length === other;
  return [
    ...leakyRequests(route, first),
    ...others.flatMap((secret, other) =>
      leakyRequests(route, secret).filter((_, place) => isTurn(other, place)),
    ),
  ];
}

/** Logouts and orders of an admin as they should be, while Cognito does each thing that it may do wrong. */
async function driveFaults(world: CanaryWorld): Promise<readonly string[]> {
  const { fake, url, tokens, userPoolId, apiKey } = world;
  const answers: string[] = [];
  const post = async (path: string, body: object, headers = {}) => {
    const answer = await postJson(`${url}${path}`, body, headers);
    answers.push(JSON.stringify([answer.status, [...answer.headers], answer.body]));
  };
  for (const operation of OPERATIONS_OF_COGNITO) {
    for (const fault of FAULTS) {
      fake.clearFaults();
      fake.failNext({ operation, times: 2, ...fault });
      if (operation === 'AdminUserGlobalSignOut') {
        const order = { username: 'alice', userPoolId, reason: 'lost telephone' };
        await post('/admin/revoke', order, { authorization: `Bearer ${apiKey}` });
        continue;
      }
      for (const [clientId, { refreshToken, accessToken, idToken }] of tokens) {
        const everywhere = operation === 'GlobalSignOut';
        await post('/logout', { refreshToken, accessToken, idToken, clientId, everywhere });
        await post('/', { Token: refreshToken, ClientId: clientId }, AWS);
        await post('/oauth2/revoke', { token: refreshToken, client_id: clientId, client_secret: SECRET });
      }
    }
  }
  fake.clearFaults();
  return answers;
}

/** With the net taken away, everything has to hold without it; with it, one secret shows that it adds no leak. */
describe.each([
  ['off', Object.values(MARKED)],
  ['on', [TOKEN]],
] as const)('with the scrubber %s', (scrubbing, secrets) => {
  let world: CanaryWorld;
  let answers: readonly string[];
  let faulty: readonly string[];
  let metrics: string;

  beforeAll(async () => {
    world = await startCanaryWorld(writeFile, scrubbing);
    const port = Number(new URL(world.url).port);
    const managementPort = Number(new URL(world.managementUrl).port);
    faulty = await driveFaults(world);
    answers = [
      ...(await exchangeAll(port, allLeakyRequests(world, secrets))),
      ...(await exchangeAll(
        managementPort,
        leakyRequests({ method: 'GET', target: '/metrics', headers: [] }, TOKEN),
      )),
    ];
    metrics = await (await fetch(`${world.managementUrl}/metrics`)).text();
    world.service.kill('SIGUSR2');
    await world.service.exited;
  }, TIMEOUT_MS);
  afterAll(() => world.stop());

  test('T30 T31 T35: no token, key or secret stands in what the service logged or printed', () => {
    expect(findLeaksOf(world.secrets, world.service.output())).toEqual([]);
  });

  test('T33: none stands in the metrics, whose labels say nothing but what docs/metrics.md lists', () => {
    expect(findLeaksOf(world.secrets, metrics)).toEqual([]);
    const ofService = metrics.split('\n').filter((line) => !/^(#|$|process_|nodejs_)/.test(line));
    const labels = ofService.flatMap((line) => [...line.matchAll(/(\w+)="([^"]*)"/g)].map(([pair]) => pair));
    const known = new Set([
      ...[...ROUTE_LABELS, 'unmatched'].map((route) => `route="${route}"`),
      ...Object.entries(LABEL_VALUES).flatMap(([label, values]) =>
        [...values, OTHER].map((value) => `${label}="${value}"`),
      ),
    ]);
    expect(labels.length).toBeGreaterThan(100);
    expect(labels.filter((label) => !label.startsWith('le=') && !known.has(label))).toEqual([]);
  });

  test('T33: none stands in the spans that were exported', () => {
    const bodies = world.collector.requests.map(({ body }) => body);
    expect(world.collector.spans().length).toBeGreaterThan(1000);
    expect(findLeaksOf(world.secrets, bodies.join('\n'))).toEqual([]);
  });

  test('T35: none stands in an answer, head or body', () => {
    expect(findLeaksOf(world.secrets, answers.join('\n'))).toEqual([]);
    expect(findLeaksOf(world.secrets, faulty.join('\n'))).toEqual([]);
  });

  test('T34: none stands in what an error that nobody caught left behind', async () => {
    expect(await world.service.exited).toBe(1);
    const crash =
      world.service
        .output()
        .split('\n')
        .find((line) => line.includes('"crashed"')) ?? '';
    expect(JSON.parse(crash)).toMatchObject({ level: 'fatal', kind: 'uncaughtException' });
    expect(findLeaksOf(world.secrets, crash)).toEqual([]);
  });

  test('and the proof is one: requests of every kind were logged and answered, none with an error of ours', () => {
    const lines = world.service
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const seen = (field: string) => new Set(lines.map((line) => line[field]));
    for (const { method, path } of OPERATIONS) {
      expect(seen('route')).toContain(`${method.toUpperCase()} ${path}`);
    }
    for (const status of [200, 204, 400, 401, 403, 404, 405, 413, 415, 503])
      expect(seen('status')).toContain(status);
    for (const outcome of ['confirmed', 'already-dead', 'rejected', 'retry', 'parked']) {
      expect(seen('outcome')).toContain(outcome);
    }
    expect(seen('status')).not.toContain(500);
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 ')).length).toBe(answers.length);
    expect(world.service.output()).not.toContain('[scrubbed]');
  });
});

describe('T53: what ends the start', () => {
  test.each([TOKEN, SECRET])(
    'names every variable that is wrong, and quotes none of them',
    async (secret) => {
      const names = Object.keys(VARIABLES);
      const environment = Object.fromEntries(names.map((name) => [name, `${secret} ${secret}`]));
      const service = startServiceProcess({ environment });
      expect(await service.exited).toBe(1);
      expect(service.output()).toContain('- COGNITO_CLIENT_SECRET ');
      expect(findLeaksOf(MARKED, service.output())).toEqual([]);
    },
  );
});
