import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createApiKey } from '../admin-keys/api-key.ts';
import { DEMO, seedDemo } from '../fake-cognito/seed/seed-demo.ts';
import { startFakeCognito, type FakeCognito } from '../fake-cognito/start-fake-cognito.ts';
import type { DemoSessions } from './curl-commands.ts';
import type { DemoOptions } from './demo-options.ts';
import { chooseDemoPorts, type DemoPorts } from './demo-ports.ts';
import { startDemoService } from './demo-service.ts';
import type { DemoWorld } from './demo-world.ts';
import { startOrdersApi } from './orders-api.ts';
import { createPageServer } from './page-server.ts';
import { writeServiceFiles, type ServiceFilesContent } from './service-files.ts';

export interface RunningDemo {
  readonly world: DemoWorld;
  /** Signs in behind the scenes and gives live refresh tokens. */
  createSessions(): DemoSessions;
  stop(): Promise<void>;
}

/**
 * Starts the fake Cognito, the service and the page. With the service in this process, resolves once an API with the guard
 * accepts tokens.
 *
 * @throws ConfigurationError when the port that was asked for is taken
 */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const stops: (() => Promise<void> | undefined)[] = [];
  const stop = async () => {
    for (const stopOne of stops.splice(0).toReversed()) await stopOne();
  };
  try {
    return { ...(await startParts(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param stops gets, for everything that was started, how to stop it: also where the next thing fails to start */
async function startParts(
  options: DemoOptions,
  stops: (() => Promise<void> | undefined)[],
): Promise<Pick<RunningDemo, 'world' | 'createSessions'>> {
  const ports = await chooseDemoPorts(options);
  const feedApiKey = createApiKey('orders');
  const fake = await startFakeCognito({ host: options.host, port: ports.cognito });
  stops.push(() => fake.stop());
  const orders = await startOrdersApi({
    host: options.host,
    serviceUrl: options.apart?.serviceUrl.origin ?? `http://localhost:${ports.service}`,
    jwksUrl: `http://localhost:${ports.cognito}/${DEMO.userPoolId}/.well-known/jwks.json`,
    apiKey: feedApiKey,
  });
  stops.push(() => orders.stop());
  const world = worldAt(ports, orders.url);
  await seedDemo(fake, {
    callbackUrls: [`${world.pageUrl}/callback`, `${world.pageUrl}/probe`],
    logoutUrls: [`${world.pageUrl}/`],
  });
  const service = await startOrDescribeService(options, ports, { ...world, feedApiKey });
  stops.push(() => service?.stop());
  if (service !== undefined) await orders.ready();
  const page = await startPage(options, ports, world);
  stops.push(() => {
    page.close();
    page.closeAllConnections();
    return undefined;
  });
  return { world, createSessions: () => createSessions(fake) };
}

function worldAt({ page, cognito, service }: DemoPorts, ordersUrl: string): DemoWorld {
  return {
    ordersUrl,
    pageUrl: `http://localhost:${page}`,
    serviceUrl: `http://localhost:${service}`,
    cognitoUrl: `http://localhost:${cognito}`,
    adminApiKey: createApiKey('demo'),
    userPoolId: DEMO.userPoolId,
    publicClientId: DEMO.publicClientId,
    confidentialClientId: DEMO.confidentialClientId,
    alice: { username: 'alice', password: DEMO.passwords.alice },
    bob: { username: 'bob', password: DEMO.passwords.bob },
  };
}

/** Starts the service, or leaves its settings where the service is started elsewhere. */
async function startOrDescribeService(
  { host, apart }: DemoOptions,
  ports: DemoPorts,
  { pageUrl, cognitoUrl, adminApiKey, feedApiKey }: DemoWorld & { readonly feedApiKey: string },
): Promise<{ stop(): Promise<void> } | undefined> {
  const endpoint = apart?.cognitoUrl.origin ?? cognitoUrl;
  const content: ServiceFilesContent = {
    endpoint,
    domain: cognitoUrl,
    pageOrigin: pageUrl,
    adminApiKey,
    feedApiKey,
  };
  if (apart === undefined) return startDemoService({ host, port: ports.service, ...content });
  writeServiceFiles(apart.settingsFolder, content);
  return undefined;
}

async function startPage({ host, apart }: DemoOptions, ports: DemoPorts, world: DemoWorld): Promise<Server> {
  const { serviceUrl, cognitoUrl, userPoolId, adminApiKey } = world;
  const adminUrl = `${apart?.serviceUrl.origin ?? serviceUrl}/admin/revoke`;
  const page = createServer(
    createPageServer({
      settings: {
        serviceUrl,
        cognitoUrl,
        domainUrl: cognitoUrl,
        jwksUrl: `${cognitoUrl}/${userPoolId}/.well-known/jwks.json`,
        userPoolId,
        clientId: world.publicClientId,
        users: [world.alice, world.bob],
      },
      adminRevoke: (body) => askService(adminUrl, adminApiKey, body),
      askOrders: (authorization) => ask(world.ordersUrl, { headers: { Authorization: authorization } }),
    }),
  );
  page.listen(ports.page, host);
  await once(page, 'listening');
  return page;
}

function askService(url: string, apiKey: string, body: string) {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` };
  return ask(url, { method: 'POST', headers, body });
}

async function ask(url: string, request: RequestInit) {
  const response = await fetch(url, request);
  return { status: response.status, body: await response.text() };
}

function createSessions(fake: FakeCognito): DemoSessions {
  const signIn = (clientId: string, username: string) => fake.signIn({ clientId, username }).refreshToken;
  return {
    alice: signIn(DEMO.publicClientId, 'alice'),
    aliceConfidential: signIn(DEMO.confidentialClientId, 'alice'),
    bob: signIn(DEMO.publicClientId, 'bob'),
  };
}
