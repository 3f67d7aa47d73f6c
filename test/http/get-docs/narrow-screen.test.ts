import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { launchChromium } from '../../support/programs/chromium.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';

/** As narrow as WCAG 2.2 has it (1.4.10 Reflow): a phone, or a page at four times its size. */
const WIDTH = 320;

describeWithProgram('chromium', 'GET /docs on a narrow screen', () => {
  test('needs no scrolling to the side', async () => {
    const { app } = startService();
    const { text } = await ask(app, { method: 'GET', path: '/docs' });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: WIDTH, height: 640 } });
      await page.setContent(text);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(WIDTH);
    } finally {
      await browser.close();
    }
  }, 60_000);
});
