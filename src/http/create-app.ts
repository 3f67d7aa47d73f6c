import type { RequestListener } from 'node:http';
import express, { type Express } from 'express';
import type { AppDependencies, HttpSettings } from './app-dependencies.ts';
import { admit } from './middleware/admit.ts';
import { handleError } from './middleware/handle-error.ts';
import { notFound } from './middleware/not-found.ts';
import { carryHeaders } from './answers/carry-headers.ts';
import { bornMessages, type ServerMessages } from './server/born-messages.ts';
import { originForm } from './routing/request-path.ts';
import { mountRoutes } from './routing/mount-routes.ts';
import { isAskedByGateway } from './is-asked-by-gateway.ts';
import { adminAuditRoute } from './routes/admin/admin-audit.ts';
import { adminClientsRoute } from './routes/admin/admin-clients.ts';
import { adminParkedRoutes } from './routes/admin/admin-parked.ts';
import { adminReceiptsRoute } from './routes/admin/admin-receipts.ts';
import { adminRevokeRoute } from './routes/admin/admin-revoke.ts';
import { adminTokenRevocationRoute } from './routes/admin/admin-token-revocation.ts';
import { adminSessionsRoute } from './routes/admin/admin-sessions.ts';
import { authorizeRoute } from './routes/authorize.ts';
import { cognitoApiRoutes } from './routes/cognito-api.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { healthRoutes } from './routes/health.ts';
import { logoutRoute } from './routes/logout.ts';
import { oauthIntrospectRoute } from './routes/oauth-introspect.ts';
import { oauthRevokeRoute } from './routes/oauth-revoke.ts';
import { oidcLogoutRoutes } from './routes/oidc-logout.ts';
import { openApiRoute } from './routes/openapi.ts';
import { problemRoutes } from './routes/problems.ts';
import { referenceRoute } from './routes/reference.ts';
import { revocationsRoutes } from './routes/revocations.ts';
import { sessionsRoutes } from './routes/sessions.ts';

/** The HTTP side of the service: a request listener for a server that makes its requests and responses of `messages`. */
export type App = RequestListener & { readonly messages: ServerMessages };

/** Builds the HTTP side of the service, to be given to `startServer`. */
export function createApp(dependencies: AppDependencies): App {
  const { telemetry, settings } = dependencies;
  const routes = [
    ...healthRoutes(dependencies),
    logoutRoute(dependencies),
    ...sessionsRoutes(dependencies),
    oauthRevokeRoute(dependencies),
    oauthIntrospectRoute(dependencies),
    authorizeRoute(dependencies),
    ...revocationsRoutes(dependencies),
    adminRevokeRoute(dependencies),
    adminClientsRoute(dependencies),
    adminTokenRevocationRoute(dependencies),
    adminAuditRoute(dependencies),
    adminReceiptsRoute(dependencies),
    ...adminParkedRoutes(dependencies),
    adminSessionsRoute(dependencies),
    ...cognitoApiRoutes(dependencies),
    ...oidcLogoutRoutes(dependencies),
    ...discoveryRoutes(dependencies),
    openApiRoute(),
    referenceRoute(),
    ...problemRoutes(),
  ];

  const app = express();
  applySettings(app, settings);
  carryHeaders(app);
  mountRoutes(app, routes, (handle) => admit(dependencies, routes, handle));
  app.use(notFound);
  app.use(handleError(telemetry));

  const listener: RequestListener = (request, response) => {
    request.url = originForm(request.url);
    if (isAskedByGateway(request.url)) {
      request.url = '/authorize';
      request.method = 'GET';
    }
    app(request, response);
  };
  return Object.assign(listener, { messages: bornMessages(app) });
}

function applySettings(app: Express, { trustProxy }: HttpSettings): void {
  app.set('trust proxy', trustProxy);
  app.set('query parser', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.disable('etag');
  app.disable('x-powered-by');
}
