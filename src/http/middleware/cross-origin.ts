import type { RequestHandler, Response } from 'express';
import type { AppDependencies } from '../app-dependencies.ts';
import { sendNothing } from '../answers/send-body.ts';
import { pathOf } from '../request-path.ts';
import { allowedMethods, type Route } from '../route.ts';

const METHODS = ['GET', 'POST'];

/** What a frontend may send. The AWS SDKs and Amplify add the `amz` ones, tracing adds those of W3C Trace Context. */
const HEADERS = [
  'content-type',
  'authorization',
  'cache-control',
  'x-request-id',
  'idempotency-key',
  'traceparent',
  'tracestate',
  'x-amz-target',
  'x-amz-user-agent',
  'x-amz-date',
  'x-amz-security-token',
  'amz-sdk-request',
  'amz-sdk-invocation-id',
];

const EXPOSED_HEADERS =
  'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, X-Amzn-RequestId, X-Amzn-ErrorType';
const MAX_AGE_SECONDS = 600;

/**
 * Lets the frontends of configured origins read the answers, and answers every OPTIONS (CORS protocol, Fetch
 * Standard section 3.3). Origins are compared as they are: no pattern, no `null`, no wildcard. A preflight that asks
 * for more than there is gets 204 without permission.
 */
export function crossOrigin({ appClients }: AppDependencies, routes: readonly Route[]): RequestHandler {
  const isAllowed = (origin: string) =>
    appClients.all().some(({ allowedOrigins }) => allowedOrigins.includes(origin));

  return (request, response, next) => {
    const { origin } = request.headers;
    const allowed = origin !== undefined && isAllowed(origin);
    if (request.method === 'OPTIONS') {
      const allow = allowedMethods(routes, pathOf(request.url));
      if (allow.length > 0) response.setHeader('Allow', allow.join(', '));
      if (allowed && asksForKnown(request.headers)) {
        permit(response, origin);
        permitPreflight(response);
      }
      sendNothing(response, 204);
      return;
    }
    if (allowed) {
      permit(response, origin);
      response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    }
    next();
  };
}

function asksForKnown(headers: Record<string, string | string[] | undefined>): boolean {
  const method = headers['access-control-request-method'];
  const names = String(headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  return (
    typeof method === 'string' && METHODS.includes(method) && names.every((name) => HEADERS.includes(name))
  );
}

function permit(response: Response, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}

function permitPreflight(response: Response): void {
  response.setHeader('Access-Control-Allow-Methods', METHODS.join(', '));
  response.setHeader('Access-Control-Allow-Headers', HEADERS.join(', '));
  response.setHeader('Access-Control-Max-Age', MAX_AGE_SECONDS);
}
