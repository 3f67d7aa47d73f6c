import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Express, Response } from 'express';
import helmet from 'helmet';

/** What answers depend on beside the request's path and body. A route may add to it. */
export const VARY = 'Origin, Sec-Fetch-Site';

/**
 * Has every answer of the app carry helmet's headers, with the content policy of a service that serves no pages, and those
 * that keep it from being stored, but for what a route has set itself. They are set as the answer is begun, and so not
 * kept for each request that waits for Cognito. Their names are in lower case, as in HTTP/2, since Node would make each of
 * them so for every answer.
 */
export function carrySecurityHeaders(app: Express): void {
  const headers = [...helmetHeaders(), ['cache-control', 'no-store'], ['pragma', 'no-cache']] as const;
  app.response.writeHead = function (this: Response, ...head: [number]): Response {
    for (const [name, value] of headers) {
      if (this.getHeader(name) === undefined) this.setHeader(name, value);
    }
    return ServerResponse.prototype.writeHead.apply(this, head) as Response;
  };
}

export function startVary(response: Response): void {
  response.setHeader('vary', VARY);
}

/** The same for every answer, so helmet is asked once. */
function helmetHeaders(): readonly (readonly [name: string, value: string])[] {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        // These two do not fall back to default-src (CSP Level 3 sections 6.3.1 and 6.4.1).
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
  });
  const headers: [name: string, value: string][] = [];
  const request = new IncomingMessage(new Socket());
  const response = Object.assign(new ServerResponse(request), {
    setHeader(name: string, value: unknown) {
      headers.push([name.toLowerCase(), String(value)]);
      return response;
    },
  });
  protect(request, response, () => undefined);
  return headers;
}
