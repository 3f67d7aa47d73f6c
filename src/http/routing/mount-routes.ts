import type { Express } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { createRouteTable } from './route-table.ts';
import type { Route } from './route.ts';

const MOUNTS = { GET: 'get', POST: 'post', DELETE: 'delete' } as const;

/** Mounts routes, and refuses every other method on their paths with `Allow` (RFC 9110 section 15.5.6). */
export function mountRoutes(app: Express, routes: readonly Route[]): void {
  for (const { method, path, handle } of routes) {
    app[MOUNTS[method]](path, handle);
  }
  const { allowedMethods } = createRouteTable(routes);
  app.use((request, _response, next) => {
    const allow = allowedMethods(request.path);
    if (allow.length === 0) return next();
    throw new ServiceError('method-not-allowed', 'This path does not answer to this method.', { allow });
  });
}
