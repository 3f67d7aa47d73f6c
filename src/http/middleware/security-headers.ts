import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Response } from 'express';
import helmet from 'helmet';

/**
 * Headers that every answer carries: helmet's, with the content policy of a service that serves no pages. Their names are
 * in lower case, as in HTTP/2, since Node would make each of them so for every answer.
 */
export function securityHeaders(): (response: Response) => void {
  const headers = [
    ...helmetHeaders(),
    ['cache-control', 'no-store'],
    ['pragma', 'no-cache'],
    ['vary', 'Origin, Sec-Fetch-Site'],
  ] as const;
  return (response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
  };
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
