import { anyMethodLabel } from './route-table.ts';

/** Every operation of the service, as the OpenAPI document has them. */
export const OPERATION_LABELS: readonly string[] = [
  'POST /logout',
  'GET /sessions',
  'DELETE /sessions/{sessionId}',
  'POST /oauth2/revoke',
  'GET /.well-known/openid-configuration',
  'GET /{userPoolId}/.well-known/openid-configuration',
  'GET /.well-known/oauth-authorization-server',
  'GET /{userPoolId}/.well-known/oauth-authorization-server',
  'GET /oidc/logout',
  'POST /oidc/logout',
  'POST /',
  'POST /cognito-idp/{name}',
  'POST /oauth2/introspect',
  'GET /authorize',
  'GET /revocations',
  'GET /revocations/stream',
  'GET /revocations/keys',
  'POST /admin/revoke',
  'GET /admin/users/{username}/sessions',
  'GET /admin/clients',
  'POST /admin/clients/{clientId}/token-revocation',
  'GET /admin/audit',
  'GET /admin/receipts/{receiptId}',
  'GET /admin/parked',
  'POST /admin/parked/retry',
  'POST /admin/parked/drop',
  'GET /livez',
  'GET /readyz',
  'GET /problems/{code}',
  'GET /openapi.json',
  'GET /docs',
];

/** Every label under which a request can be logged and counted, but for `unmatched`. */
export const ROUTE_LABELS: readonly string[] = [
  ...OPERATION_LABELS,
  ...new Set(OPERATION_LABELS.map((label) => anyMethodLabel(label.slice(label.indexOf(' ') + 1)))),
];
