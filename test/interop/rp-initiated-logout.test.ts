import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { InMemoryWebStorage, User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import * as openid from 'openid-client';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/programs/chromium.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../support/cognito/scripted-upstream.ts';
import { startDiscoverableService } from '../support/interop/discoverable-service.ts';
import { signIn } from '../support/interop/sessions.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { PASSWORD, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let app: ScriptedUpstream;
let service: RunningService;
let goodbye: string;

beforeAll(async () => {
  app = await startScriptedUpstream((_call, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<h1>Goodbye</h1>');
  });
  goodbye = `${app.url}/goodbye`;
  service = await startDiscoverableService(writeFile, { logoutUri: goodbye });
});
afterAll(async () => {
  await service.stop();
  await app.stop();
});

/** Where oidc-client-ts leaves for on `signoutRedirect`, with what it found by discovery. */
async function leaveByOidcClientTs(clientId: string): Promise<string> {
  const { accessToken, idToken } = signIn(service, clientId);
  const store = () => new WebStorageStateStore({ store: new InMemoryWebStorage() });
  const went: { url?: string } = {};
  const manager = new UserManager(
    {
      authority: `${service.url}/${service.userPoolId}`,
      client_id: clientId,
      redirect_uri: goodbye,
      post_logout_redirect_uri: goodbye,
      automaticSilentRenew: false,
      userStore: store(),
      stateStore: store(),
    },
    {
      prepare: () =>
        Promise.resolve({
          navigate: ({ url }) => Promise.resolve({ url: (went.url = url) }),
          close: () => undefined,
        }),
      callback: () => Promise.resolve(),
    },
  );
  const profile = { sub: 'x', iss: service.fake.url, aud: clientId, exp: 1, iat: 1 };
  await manager.storeUser(
    new User({ access_token: accessToken, id_token: idToken, token_type: 'Bearer', profile }),
  );
  await manager.signoutRedirect();
  return went.url ?? '';
}

/** Where openid-client says to send the browser. */
async function leaveByOpenidClient(clientId: string): Promise<string> {
  const address = new URL(`${service.url}/${service.userPoolId}/.well-known/openid-configuration`);
  const configuration = await openid.discovery(address, clientId, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const parameters = { post_logout_redirect_uri: goodbye, state: 'state-of-the-app' };
  return openid.buildEndSessionUrl(configuration, parameters).href;
}

const LIBRARIES = [
  ['oidc-client-ts', leaveByOidcClientTs],
  ['openid-client', leaveByOpenidClient],
] as const;

describe.each(LIBRARIES)('%s signs out as OpenID Connect has it,', (_library, leave) => {
  test.each(['publicClientId', 'confidentialClientId'] as const)(
    "a %s, by way of the service and Cognito's logout page, to the page of the app",
    async (kind) => {
      const address = await leave(service[kind]);
      expect(address.startsWith(`${service.url}/oidc/logout?`)).toBe(true);

      const answer = await fetch(address);

      expect(answer.url).toBe(goodbye);
      expect(await answer.text()).toContain('Goodbye');
    },
  );

  test('to no other page', async () => {
    const address = new URL(await leave(service.publicClientId));
    address.searchParams.set('post_logout_redirect_uri', `${goodbye}/elsewhere`);
    expect((await fetch(address)).status).toBe(400);
  });
});

describeWithProgram('chromium', 'a browser in which the user is signed in at the managed login', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser.close());

  async function authorize(page: Page): Promise<void> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: service.publicClientId,
      redirect_uri: goodbye,
    });
    await page.goto(`${service.fake.url}/oauth2/authorize?${query.toString()}`);
  }

  test.each(LIBRARIES)(
    'is asked for the password again after %s has signed it out',
    async (_library, leave) => {
      const page = await browser.newPage();
      await authorize(page);
      await page.fill('input[name=username]', 'alice');
      await page.fill('input[name=password]', PASSWORD);
      await page.click('button[type=submit], input[type=submit]');
      await page.waitForURL(`${goodbye}?code=*`);
      await authorize(page);
      expect(page.url()).toContain(`${goodbye}?code=`);

      await page.goto(await leave(service.publicClientId));
      expect(page.url()).toBe(goodbye);

      await authorize(page);
      expect(page.url()).toContain(`${service.fake.url}/login`);
      await page.close();
    },
    60_000,
  );
});
