import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers that every answer carries: helmet's, with the content policy of a service that serves no pages. */
export function securityHeaders(): RequestHandler {
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
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Pragma', 'no-cache');
    response.setHeader('Vary', 'Origin, Sec-Fetch-Site');
    protect(request, response, next);
  };
}
