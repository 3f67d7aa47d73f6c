import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

type Header = readonly [name: string, value: string];

/** Helmet's headers, with the content policy of a service that serves no pages, and those that keep an answer from being stored. */
export const SECURITY_HEADERS: readonly Header[] = [
  ...helmetHeaders(),
  ['Cache-Control', 'no-store'],
  ['Pragma', 'no-cache'],
];

/** Who may load an answer from another site: what a permission for an origin sets itself. */
export const RESOURCE_POLICY = 'Cross-Origin-Resource-Policy';

function helmetHeaders(): readonly Header[] {
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
  const headers: Header[] = [];
  const request = new IncomingMessage(new Socket());
  const response = Object.assign(new ServerResponse(request), {
    setHeader(name: string, value: unknown) {
      headers.push([name, String(value)]);
      return response;
    },
  });
  protect(request, response, () => undefined);
  return headers;
}
