import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS } from '../../../src/errors/error-code.ts';
import { OPERATION_LABELS } from '../../../src/http/routing/route-labels.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /docs answers 200', () => {
  test('with a page that names every route', async () => {
    const { app } = startService();
    const { text, headers } = await ask(app, { method: 'GET', path: '/docs' });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const label of OPERATION_LABELS) expect(text).toContain(`<code>${label}</code></h2>`);
  });

  test('with links that lead somewhere', async () => {
    const { app } = startService();
    const { text } = await ask(app, { method: 'GET', path: '/docs' });
    const links = new Set([...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? ''));
    for (const href of links) {
      if (href.startsWith('#')) expect(text).toContain(`id="${href.slice(1)}"`);
      else expect((await ask(app, { method: 'GET', path: href })).status).toBe(200);
    }
    expect(links.size).toBeGreaterThan(OPERATION_LABELS.length);
  });

  test('with a style that its content policy allows, and nothing else that could run or load', async () => {
    const { app } = startService();
    for (const path of ['/docs', ...Object.keys(ERROR_STATUS).map((code) => `/problems/${code}`)]) {
      const { text, headers } = await ask(app, { method: 'GET', path });
      const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(headers['content-security-policy']).toBe(
        `default-src 'none';style-src 'sha256-${hash}';base-uri 'none';form-action 'none';frame-ancestors 'none'`,
      );
      expect(text).not.toMatch(/<script|<img|<link|style=| on\w+=/);
    }
  });
});
