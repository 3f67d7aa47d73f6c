import type { Request, Response } from 'express';
import type { AppDependencies } from '../app-dependencies.ts';
import { sendNothing } from '../answers/send-body.ts';
import { createOriginPermission } from '../origin-permission.ts';
import { pathOf } from '../routing/request-path.ts';
import { createRouteTable } from '../routing/route-table.ts';
import type { Route } from '../routing/route.ts';

const METHODS = ['GET', 'POST', 'DELETE'];

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
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'amz-sdk-request',
  'amz-sdk-invocation-id',
];

const MAX_AGE_SECONDS = 600;

/**
 * Lets the frontends of configured origins read the answers, and answers every OPTIONS (CORS protocol, Fetch
 * Standard section 3.3). A preflight that asks for more than there is gets 204 without permission.
 *
 * @returns whether the request is answered with that
 */
export function crossOrigin(
  { appClients }: Pick<AppDependencies, 'appClients'>,
  routes: readonly Route[],
): (request: Request, response: Response) => boolean {
  const permissionOf = createOriginPermission(appClients);
  const { allowedMethods } = createRouteTable(routes);

  return (request, response) => {
    const permission = permissionOf(request.headers.origin);
    if (request.method === 'OPTIONS') {
      const allow = allowedMethods(pathOf(request.url));
      if (allow.length > 0) response.setHeader('Allow', allow.join(', '));
      if (permission !== undefined && asksForKnown(request.headers)) {
        response.set(permission);
        permitPreflight(response);
      }
      sendNothing(response, 204);
      return true;
    }
    if (permission !== undefined) response.set(permission);
    return false;
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

function permitPreflight(response: Response): void {
  response.setHeader('Access-Control-Allow-Methods', METHODS.join(', '));
  response.setHeader('Access-Control-Allow-Headers', HEADERS.join(', '));
  response.setHeader('Access-Control-Max-Age', MAX_AGE_SECONDS);
}
