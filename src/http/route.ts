import type { Express, RequestHandler } from 'express';
import { ServiceError } from '../errors/service-error.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** As Express takes it: fixed, but for segments like `:receiptId`. */
  readonly path: string;
  /** Whether the route acts on the address limit itself, once it knows whom to count. */
  readonly countsItself?: boolean;
  readonly handle: RequestHandler;
  /** What logs and metrics call the path, if it is one of many alike. */
  readonly template?: string;
}

/** Mounts routes, and refuses every other method on their paths with `Allow` (RFC 9110 section 15.5.6). */
export function mountRoutes(app: Express, routes: readonly Route[]): void {
  for (const { method, path, handle } of routes) {
    if (method === 'GET') app.get(path, handle);
    else app.post(path, handle);
  }
  app.use((request, _response, next) => {
    const allow = allowedMethods(routes, request.path);
    if (allow.length === 0) return next();
    throw new ServiceError('method-not-allowed', 'This path does not answer to this method.', { allow });
  });
}

/** The methods that a path answers to; none if nothing is there. */
export function allowedMethods(routes: readonly Route[], path: string): readonly string[] {
  const methods = routes.filter((route) => isAt(route, path)).map((route) => route.method);
  if (methods.length === 0) return [];
  return [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'];
}

/** Whether a path is the route's: segment by segment, with anything in those that have a name. */
function isAt({ path }: Route, asked: string): boolean {
  if (!path.includes(':')) return path === asked;
  const segments = asked.split('/');
  const own = path.split('/');
  return (
    own.length === segments.length &&
    own.every((part, index) => part === segments[index] || (part.startsWith(':') && segments[index] !== ''))
  );
}

/** What a request is called that came to a path of ours by a method that is no route there. */
export function anyMethodLabel(path: string): string {
  return `ANY ${path}`;
}

/**
 * `POST /logout`, where that is a route; `ANY /logout` for other methods on the path of a route (preflights, and what
 * is answered 405); `unmatched` for any other path. Never what the caller wrote.
 */
export function routeLabel(routes: readonly Route[], method: string | undefined, path: string): string {
  const asked = method === 'HEAD' ? 'GET' : method;
  const here = routes.filter((candidate) => isAt(candidate, path));
  const [first] = here;
  if (first === undefined) return 'unmatched';
  const { method: known, path: own, template = own } = here.find((route) => route.method === asked) ?? first;
  return known === asked ? `${known} ${template}` : anyMethodLabel(template);
}
