import * as z from 'zod';
import { clientId, clientSecret, region, userPoolId } from '../settings/formats/cognito-names.ts';
import { environmentName } from '../settings/formats/environment-name.ts';
import { filePath } from '../settings/formats/file-path.ts';
import { matching } from '../settings/formats/matching.ts';
import { formatted } from '../settings/formatted.ts';
import { secret } from '../settings/secret.ts';
import { afterLogoutUrl, logoutUri } from '../settings/web/browser-url.ts';
import { cookieDomain, cookieName, cookiePath } from '../settings/web/cookie-formats.ts';
import { secretSourceSchema } from './secrets/secret-source-schema.ts';
import { origin } from '../settings/web/origin.ts';
import { upstreamUrl, userPoolDomain } from '../settings/web/upstream-url.ts';

const clientName = matching(
  /^[a-z0-9][a-z0-9-]{0,62}$/,
  'must be a short name of lower-case letters, digits and hyphens.',
);

const cookies = z.strictObject({
  refreshToken: formatted(cookieName).describe('The cookie that holds the refresh token.'),
  accessToken: formatted(cookieName).optional().describe('The cookie that holds the access token.'),
  idToken: formatted(cookieName).optional().describe('The cookie that holds the ID token.'),
  path: formatted(cookiePath).prefault('/').describe('The path that the cookies were set with.'),
  domain: formatted(cookieDomain)
    .optional()
    .describe('The domain that the cookies were set with. Leave it out if they were set without one.'),
  secure: z.boolean().default(true).describe('Whether the cookies were set with Secure.'),
  httpOnly: z.boolean().default(true).describe('Whether the cookies were set with HttpOnly.'),
  sameSite: z
    .enum(['strict', 'lax', 'none'])
    .default('strict')
    .describe('The SameSite attribute that the cookies were set with.'),
});

const secretFields = {
  clientSecret: formatted(secret(clientSecret))
    .optional()
    .describe('The secret of the app client. Leave it out for a public app client.'),
  clientSecretFile: formatted(filePath)
    .optional()
    .describe(
      'A file that holds the secret, or two on a line each. A relative path starts from the folder of this file.',
    ),
  clientSecretEnv: formatted(environmentName)
    .optional()
    .describe(
      'The environment variable that holds the secret. Its name must not begin with COGNITO_, ADMIN_ or RATE_LIMIT_.',
    ),
  nextClientSecret: formatted(secret(clientSecret))
    .optional()
    .describe('A second secret, tried when Cognito refuses the first: for the time of a rotation.'),
  nextClientSecretFile: formatted(filePath).optional().describe('A file that holds the second secret.'),
  nextClientSecretEnv: formatted(environmentName)
    .optional()
    .describe('The environment variable that holds the second secret.'),
};

/** One entry of the app clients file. The JSON Schema and the documentation of the file are made from it. */
export const appClientSchema = z.strictObject({
  clientId: formatted(clientId).describe('The app client whose refresh tokens the service revokes.'),
  userPoolId: formatted(userPoolId).describe('The user pool of the app client.'),
  region: formatted(region)
    .optional()
    .describe('The Region of the user pool. Known from the id of the pool; if it is given, both must agree.'),
  name: formatted(clientName)
    .optional()
    .describe(
      'What the path `/cognito-idp/<name>` calls the app client, for frontends that speak to Cognito by the AWS SDK.',
    ),
  ...secretFields,
  secrets: z
    .array(secretSourceSchema)
    .min(1)
    .max(2)
    .optional()
    .describe(
      'Where the secret is kept, in place of the fields above: one source, or two in the order in which to try them (see secrets.md).',
    ),
  endpoint: formatted(upstreamUrl)
    .optional()
    .describe("Where Cognito's API is, if not at its public address: a proxy, or a stand-in for tests."),
  domain: formatted(userPoolDomain)
    .optional()
    .describe(
      'The domain of the user pool, its own or the prefix domain. Needed for logoutUri and upstream domain.',
    ),
  upstream: z
    .enum(['api', 'domain'])
    .default('api')
    .describe(
      "Where refresh tokens are revoked: by Cognito's API, or at `/oauth2/revoke` of the domain, which tells less.",
    ),
  allowedOrigins: z
    .array(formatted(origin))
    .prefault([])
    .describe('Origins of the web pages that may call the service from a browser. There are no wildcards.'),
  cookies: cookies.optional().describe('Switches cookie mode on. Needs allowedOrigins.'),
  logoutUri: formatted(logoutUri)
    .optional()
    .describe('A sign-out URL that is registered at the app client: where the managed-login sign-out leads.'),
  postLogoutRedirectUris: z
    .array(formatted(logoutUri))
    .prefault([])
    .describe('More sign-out URLs that are registered at the app client, to which `/oidc/logout` may lead.'),
  afterLogoutUrl: formatted(afterLogoutUrl)
    .optional()
    .describe("Where a browser's own form post is sent when there is no managed login."),
  accessTokenValiditySeconds: z
    .int()
    .min(300)
    .max(86_400)
    .default(3600)
    .describe('How long an access token lives at most, as configured at Cognito.'),
  idTokenValiditySeconds: z
    .int()
    .min(300)
    .max(86_400)
    .default(3600)
    .describe(
      'How long an ID token lives at most, as configured at Cognito. A denied session is remembered for as long as the longer-lived of both.',
    ),
  refreshTokenValiditySeconds: z
    .int()
    .min(3600)
    .max(315_360_000)
    .default(2_592_000)
    .describe(
      'How long a refresh token lives, as configured at Cognito. For so long an accepted logout is tried.',
    ),
  sessionTracking: z.boolean().default(false).describe('Whether the user pool tracks user sessions.'),
  confidentialTowardsCallers: z
    .boolean()
    .default(false)
    .describe('Whether callers of the standard revocation endpoint must know the secret, too.'),
});

export type AppClientEntry = z.output<typeof appClientSchema>;

/** The whole file. */
export const appClientsFileSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors.'),
  clients: z.array(appClientSchema).min(1).describe('The app clients, at least one.'),
});
