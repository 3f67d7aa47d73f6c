import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../../support/programs/chromium.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../../support/cognito/scripted-upstream.ts';
import { eventually } from '../../support/eventually.ts';
import { signIn } from '../../support/interop/sessions.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';
import { codeOf } from '../../support/recipes/recipe-pages.ts';
import { startRecipeWorld, type RecipeWorld } from '../../support/recipes/recipe-world.ts';
import { PASSWORD } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();

describeWithProgram('chromium', 'in a browser, as the recipe has it,', () => {
  let browser: Browser;
  let context: BrowserContext;
  let app: ScriptedUpstream;
  let world: RecipeWorld;
  /** What the server of the app answers, by path: a script, or a page without anything. */
  const scripts = new Map<string, string>();
  let cookie = '';
  let referrerPolicy = '';

  beforeAll(async () => {
    browser = await launchChromium();
    context = await browser.newContext({ ignoreHTTPSErrors: true });
    app = await startScriptedUpstream(({ path }, response) => {
      const script = scripts.get(path);
      response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript');
      if (cookie !== '' && path === '/cookies') response.setHeader('Set-Cookie', cookie);
      if (referrerPolicy !== '') response.setHeader('Referrer-Policy', referrerPolicy);
      response.end(script ?? PAGE);
    });
    const publicClient = {
      allowedOrigins: [app.url],
      cookies: { refreshToken: 'refresh_token', secure: false },
      postLogoutRedirectUris: [],
    };
    world = await startRecipeWorld(
      writeFile,
      { logoutUri: `${app.url}/goodbye`, callbackUrls: [`${app.url}/callback`], publicClient },
      app.url,
    );
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await world.stop();
  });

  test('a page with cookies ends the session, and the cookie is gone', async () => {
    const { service } = world;
    const { refreshToken } = signIn(service, service.publicClientId);
    // The app and the service are of one site, by one scheme, as cookies with SameSite want it.
    const recipe = codeOf('browser-with-cookies.md', 'js')[0]?.replaceAll(
      'https://logout.example.com',
      service.url,
    );
    cookie = `refresh_token=${refreshToken}; Path=/; HttpOnly; SameSite=Strict`;
    const page = await context.newPage();
    await page.goto(`${app.url}/cookies`);
    expect(await context.cookies(service.url)).toHaveLength(1);

    await page.addScriptTag({ content: recipe ?? '' });
    const receipt: unknown = await page.evaluate('logOut()');

    expect(receipt).toMatchObject({ status: 'revoked' });
    expect(service.fake.refreshTokenState(refreshToken)).toBe('revoked');
    await page.waitForURL(`${app.url}/goodbye`);
    expect(await context.cookies(service.url)).toEqual([]);

    await page.addScriptTag({ content: recipe ?? '' });
    expect(await page.evaluate('logOut()')).toBeUndefined();
    await page.close();
  }, 60_000);

  test('a page that goes away ends the session by sendBeacon with a form or a cookie, and not with a string of JSON', async () => {
    const { service } = world;
    const clientId = service.publicClientId;
    const leave = async (refreshToken: string, body: string): Promise<void> => {
      cookie = `refresh_token=${refreshToken}; Path=/; HttpOnly; SameSite=Strict`;
      const page = await context.newPage();
      await page.goto(`${app.url}/${body === '' ? 'cookies' : ''}`);
      const send = `navigator.sendBeacon('${service.url}/logout'${body})`;
      await page.evaluate(`addEventListener('pagehide', () => ${send})`);
      await page.close();
    };
    const [byString, byForm, byCookie] = [1, 2, 3].map(() => signIn(service, clientId).refreshToken);
    const fields = (refreshToken = '') => JSON.stringify({ refreshToken, clientId });

    await leave(byString ?? '', `, JSON.stringify(${fields(byString)})`);
    await eventually(() => service.log().includes('"status":415'));
    await leave(byForm ?? '', `, new URLSearchParams(${fields(byForm)})`);
    await eventually(() => service.fake.refreshTokenState(byForm ?? '') === 'revoked');
    await leave(byCookie ?? '', '');
    await eventually(() => service.fake.refreshTokenState(byCookie ?? '') === 'revoked');

    await eventually(async () => (await context.cookies(service.url)).length === 0);

    expect(service.fake.refreshTokenState(byString ?? '')).toBe('live');
  }, 60_000);

  test('a form without JavaScript ends the session, unless the policy of its page hides the origin', async () => {
    const { service } = world;
    const submit = async (policy: string) => {
      referrerPolicy = policy;
      const { refreshToken } = signIn(service, service.publicClientId);
      cookie = `refresh_token=${refreshToken}; Path=/; HttpOnly; SameSite=Strict`;
      const page = await context.newPage();
      await page.goto(`${app.url}/cookies`);
      await page.setContent(
        `<form method="post" action="${service.url}/logout"><button>Log out</button></form>`,
      );
      const answered = page.waitForResponse(`${service.url}/logout`);
      await page.click('button');
      const status = (await answered).status();
      await page.waitForURL(status === 303 ? `${app.url}/goodbye` : `${service.url}/logout`);
      await page.close();
      return [status, service.fake.refreshTokenState(refreshToken)];
    };

    expect(await submit('no-referrer')).toEqual([403, 'live']);
    expect(await submit('same-origin')).toEqual([403, 'live']);
    expect(await submit('strict-origin-when-cross-origin')).toEqual([303, 'revoked']);
    referrerPolicy = '';
  }, 60_000);

  test('oidc-client-ts signs in, and revokes and signs out', async () => {
    const { service } = world;
    scripts.set('/recipe.js', world.here(codeOf('oidc-client-ts.md', 'js')[0] ?? '', service.publicClientId));
    scripts.set(
      '/oidc-client-ts.js',
      readFileSync('node_modules/oidc-client-ts/dist/esm/oidc-client-ts.js', 'utf8'),
    );
    scripts.set('/jwt-decode.js', readFileSync('node_modules/jwt-decode/build/esm/index.js', 'utf8'));
    const page = await context.newPage();
    await page.goto(`${app.url}/`);
    await page.evaluate("void import('/recipe.js').then((recipe) => recipe.logIn())");
    await page.waitForURL(`${service.fake.url}/login*`);
    await page.fill('input[name=username]', 'alice');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit], input[type=submit]');
    await page.waitForURL(`${app.url}/callback*`);
    const refreshToken: unknown = await page.evaluate(
      "import('/recipe.js').then(async (recipe) => (await recipe.completeLogin()).refresh_token)",
    );
    expect(service.fake.refreshTokenState(String(refreshToken))).toBe('live');

    await page.evaluate("void import('/recipe.js').then((recipe) => recipe.logOut())");

    await page.waitForURL(`${app.url}/goodbye`);
    expect(service.fake.refreshTokenState(String(refreshToken))).toBe('revoked');
    await page.close();
  }, 60_000);
});

/** A page in which the modules of packages have addresses. */
const PAGE = `<!doctype html><script type="importmap">
{ "imports": { "oidc-client-ts": "/oidc-client-ts.js", "jwt-decode": "/jwt-decode.js" } }
</script>`;
