import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { PAGE_STYLE } from '../../protocols/json/page.ts';
import { sendBody } from './send-body.ts';

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing may be loaded or run; the one style that is allowed is known by its hash (CSP Level 3 section 8.3). */
const CONTENT_POLICY = `default-src 'none';style-src 'sha256-${STYLE_HASH}';base-uri 'none';form-action 'none';frame-ancestors 'none'`;

/** Writes a page for people. */
export function sendPage(response: Response, html: string): void {
  response.setHeader('Content-Security-Policy', CONTENT_POLICY);
  sendBody(response, 200, 'text/html; charset=utf-8', html);
}
