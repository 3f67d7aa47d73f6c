import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type RunningDemo } from '../../src/demo/start-demo.ts';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { launchChromium } from '../support/programs/chromium.ts';
import { describeWithProgram } from '../support/programs/programs.ts';

const TEST_TIMEOUT_MS = 60_000;

describeWithProgram('chromium', 'the demo page', () => {
  let demo: RunningDemo;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    demo = await startDemo({ port: undefined, check: true, host: '127.0.0.1', apart: undefined });
    canary(demo.world.adminApiKey);
    browser = await launchChromium();
  }, TEST_TIMEOUT_MS);

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    complaints = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      // Chromium reports every refused request; refusals are what the page is about.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await page.goto(demo.world.pageUrl);
    await page.waitForSelector('body[data-ready]');
  }, TEST_TIMEOUT_MS);

  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  /** The word in which a list says how something is, such as `alive`. */
  const state = (list: string, life: string) =>
    page.locator(`${list} [data-life=${life}] .state`).textContent({ timeout: 10_000 });

  async function states(list: string): Promise<Record<string, string | null>> {
    const found: Record<string, string | null> = {};
    for (const item of await page.locator(`${list} li`).all()) {
      found[String(await item.getAttribute('data-life'))] = await item.locator('.state').textContent();
    }
    return found;
  }

  /** The guard hears of a logout a moment after its answer, so the page may have to look once more. */
  async function untilGuardHasHeard(list: string, checkAgain: string): Promise<void> {
    await eventually(async () => {
      await page.locator(`#${checkAgain}`).click();
      await page.waitForSelector(`#${checkAgain}:enabled`);
      return (await state(list, 'guardedApi')) === 'dead';
    });
  }

  async function signIn(): Promise<void> {
    await press('Sign in');
    await page.waitForSelector('#user-lives [data-life=refreshToken]');
  }

  async function signInThroughManagedLogin(): Promise<void> {
    await press('Sign in through managed login');
    await page.getByLabel('Username').fill(demo.world.alice.username);
    await page.getByLabel('Password').fill(demo.world.alice.password);
    await press('Sign in');
    await page.waitForSelector('#user-lives [data-life=refreshToken]');
  }

  test(
    'shows after a logout that Cognito and an API with the guard refuse the session, and that one without it does not',
    async () => {
      await signIn();
      expect(await states('#user-lives')).toEqual({
        refreshToken: 'alive',
        accessToken: 'alive',
        guardedApi: 'alive',
        ownApi: 'alive',
        managedLogin: 'none',
      });

      await press('Log out');
      await page.waitForSelector('#user-lives [data-life=refreshToken] [data-state=dead]');
      await untilGuardHasHeard('#user-lives', 'check-user');
      expect(await states('#user-lives')).toEqual({
        refreshToken: 'dead',
        accessToken: 'dead',
        guardedApi: 'dead',
        ownApi: 'expires',
        managedLogin: 'none',
      });
      expect(await page.locator('#user-lives').textContent()).toContain('Refresh Token has been revoked');
      expect(await states('#user-outcome')).toMatchObject({ refreshToken: 'dead', accessTokens: 'dead' });
      expect(await page.getByRole('status').first().textContent()).toContain('Receipt: revoked');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'leaves the other user alone at a logout, and ends all of his sessions at an admin’s order',
    async () => {
      await signIn();
      await press('Log out');
      await page.waitForSelector('#user-lives [data-state=dead]');
      expect(await state('#phone-lives', 'refreshToken')).toBe('alive');

      await press('End all sessions');
      await page.waitForSelector('#phone-lives [data-life=refreshToken] [data-state=dead]');
      await page.waitForSelector('#laptop-lives [data-life=refreshToken] [data-state=dead]');
      await untilGuardHasHeard('#phone-lives', 'check-other');
      expect(await states('#phone-lives')).toEqual({
        refreshToken: 'dead',
        accessToken: 'dead',
        guardedApi: 'dead',
        ownApi: 'expires',
      });
      expect(await states('#admin-outcome')).toMatchObject({ refreshToken: 'dead', accessTokens: 'dead' });
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'ends every session of a user who logs out everywhere',
    async () => {
      await page.getByLabel('User', { exact: true }).selectOption(demo.world.bob.username);
      await signIn();
      await press('Log out everywhere');
      await page.waitForSelector('#laptop-lives [data-life=refreshToken] [data-state=dead]');
      expect(await state('#phone-lives', 'accessToken')).toBe('dead');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'signs in through managed login, whose userInfo fails and whose cookie lives on after a logout',
    async () => {
      await signInThroughManagedLogin();
      expect(await states('#user-lives')).toMatchObject({ accessToken: 'alive', managedLogin: 'alive' });
      expect(await page.locator('#exchanges').textContent()).toContain('/oauth2/userInfo');

      await press('Log out');
      await page.waitForSelector('#user-lives [data-life=accessToken] [data-state=dead]');
      expect(await states('#user-lives')).toMatchObject({ refreshToken: 'dead', managedLogin: 'alive' });
      expect(await page.locator('#user-lives').textContent()).toContain('401');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'ends the managed login by the address that the receipt gives, after which the password is asked for',
    async () => {
      await signInThroughManagedLogin();
      await press('Log out');
      await page.getByRole('link', { name: 'End the managed login too' }).click();
      await page.waitForURL(`${demo.world.pageUrl}/`);
      await page.waitForSelector('body[data-ready]');

      await press('Sign in through managed login');
      await page.waitForURL(`${demo.world.cognitoUrl}/login?**`);
      expect(await page.getByLabel('Password').isVisible()).toBe(true);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'says what Cognito said to a wrong password',
    async () => {
      await page.getByLabel('Password').fill('wrong');
      await press('Sign in');
      await page.getByRole('status').getByText('Incorrect username or password.').waitFor();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'works with the keyboard alone',
    async () => {
      await page.getByLabel('Password').focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('#user-lives [data-life=refreshToken]');
      await page.getByRole('button', { name: 'Log out', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('#user-lives [data-life=refreshToken] [data-state=dead]');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'shows no whole token, keeps none in the browser, and never gets to see the API key of the admin',
    async () => {
      await signInThroughManagedLogin();
      await press('End all sessions');
      await page.waitForSelector('#phone-lives [data-state=dead]');
      const shown = await page.evaluate<string>('document.documentElement.outerHTML');
      const kept = await page.evaluate<unknown>(
        '[{ ...sessionStorage }, { ...localStorage }, document.cookie, location.href]',
      );
      expect(shown).not.toMatch(/[\w-]{30}\.[\w-]{30}/);
      expect(shown).not.toContain(demo.world.adminApiKey);
      expect(kept).toEqual([{}, {}, '', `${demo.world.pageUrl}/`]);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'fits a telephone: nothing is wider than the window',
    async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await signIn();
      await press('Log out');
      await page.waitForSelector('#user-outcome h3');
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    },
    TEST_TIMEOUT_MS,
  );
});
