/** Takes the picture of the demo page that the README shows: a user who logged out, and an admin who ended two sessions. */
import { mkdirSync } from 'node:fs';
import { startDemo } from '../src/demo/start-demo.ts';
import { launchChromium } from '../test/support/programs/chromium.ts';

const FOLDER = 'docs/images';

const demo = await startDemo({ port: undefined, check: true, host: '127.0.0.1', apart: undefined });
const browser = await launchChromium();
try {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    deviceScaleFactor: 0.9,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(demo.world.pageUrl);
  await page.getByRole('button', { name: 'Sign in through managed login' }).click();
  await page.getByLabel('Username').fill(demo.world.alice.username);
  await page.getByLabel('Password').fill(demo.world.alice.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await page.waitForSelector('#user-lives [data-life=refreshToken] [data-state=dead]');
  await page.getByRole('button', { name: 'End all sessions' }).click();
  await page.waitForSelector('#laptop-lives [data-life=refreshToken] [data-state=dead]');
  mkdirSync(FOLDER, { recursive: true });
  const card = await page.locator('section').nth(1).boundingBox();
  const scrolled = await page.evaluate<number>('scrollY');
  const height = Math.round((card?.y ?? 0) + (card?.height ?? 0) + scrolled) + 20;
  await page.screenshot({
    path: `${FOLDER}/demo.png`,
    fullPage: true,
    clip: { x: 0, y: 0, width: 1200, height },
  });
} finally {
  await browser.close();
  await demo.stop();
}
