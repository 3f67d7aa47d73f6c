import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What the page gets to know, as `/demo.json`. No secret is part of it. */
export interface PageSettings {
  readonly serviceUrl: string;
  /** Where Cognito's API answers. */
  readonly cognitoUrl: string;
  /** Where the user pool's domain answers. */
  readonly domainUrl: string;
  readonly jwksUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** The user of the page, and the one whose sessions the admin ends. */
  readonly users: readonly { readonly username: string; readonly password: string }[];
}

interface PassedOn {
  readonly status: number;
  readonly body: string;
}

export interface PageDependencies {
  readonly settings: PageSettings;
  /** Asks the resource server that has the guard, with the `Authorization` of the page's request. */
  readonly askOrders: (authorization: string) => Promise<PassedOn>;
  /** Passes the body of a request on to the service's `POST /admin/revoke`, with the admin's API key. */
  readonly adminRevoke: (body: string) => Promise<PassedOn>;
}

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html'],
  '/callback': ['index.html', 'text/html'],
  '/probe': ['probe.html', 'text/html'],
  '/demo.css': ['demo.css', 'text/css'],
  ...Object.fromEntries(
    ['demo', 'cognito', 'exchanges', 'lives', 'managed-login', 'receipt', 'service'].map((name) => [
      `/${name}.js`,
      [`${name}.js`, 'text/javascript'],
    ]),
  ),
};

const BODY_BYTES_MAX = 16_384;

/** Serves the demo's page, and is the backend of its admin: the one that holds the API key. */
export function createPageServer({ settings, adminRevoke, askOrders }: PageDependencies): RequestListener {
  const headers = securityHeaders(settings);

  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!isForThisMachine(request)) return send(response, 421, 'text/plain', 'Ask for localhost.\n');
    const [pathname = '/'] = (request.url ?? '/').split('?');
    if (request.method === 'POST' && pathname === '/admin/revoke') {
      void passOn(response, async () => adminRevoke(await readBody(request)));
      return;
    }
    if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Not here.\n');
    if (pathname === '/orders') {
      void passOn(response, () => askOrders(request.headers.authorization ?? ''));
      return;
    }
    if (pathname === '/demo.json') return sendJson(response, 200, JSON.stringify(settings));
    const [file, type] = FILES[pathname] ?? [];
    if (file === undefined || type === undefined) return send(response, 404, 'text/plain', 'Not here.\n');
    send(response, 200, `${type}; charset=utf-8`, readFileSync(new URL(`page/${file}`, import.meta.url)));
  };
}

function originsOf(urls: readonly string[]): string {
  return [...new Set(urls.map((url) => new URL(url).origin))].join(' ');
}

function securityHeaders({ serviceUrl, cognitoUrl, domainUrl }: PageSettings): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      'img-src data:',
      `connect-src 'self' ${originsOf([serviceUrl, cognitoUrl, domainUrl])}`,
      `frame-src 'self' ${originsOf([domainUrl])}`,
      "frame-ancestors 'self'",
      "form-action 'none'",
      "base-uri 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

/** Another site cannot reach the page under its own name (DNS rebinding), nor act as the admin in a visitor's browser. */
function isForThisMachine({ headers }: IncomingMessage): boolean {
  const hostname = (headers.host ?? '').replace(/:\d+$/, '');
  const isSameSite = headers.origin === undefined || headers.origin === `http://${headers.host ?? ''}`;
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && isSameSite;
}

async function passOn(response: ServerResponse, ask: () => Promise<PassedOn>): Promise<void> {
  try {
    const { status, body } = await ask();
    sendJson(response, status, body);
  } catch {
    sendJson(response, 502, JSON.stringify({ title: 'The service could not be reached' }));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    body += chunk;
    if (body.length > BODY_BYTES_MAX) throw new Error('the body is too long');
  }
  return body;
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  send(response, status, 'application/json', body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'Content-Type': type });
  response.end(body);
}
