import { clientId, clientSecret, region, userPoolId } from '../../settings/formats/cognito-names.ts';
import { filePath } from '../../settings/formats/file-path.ts';
import { flag } from '../../settings/formats/flag.ts';
import { integer } from '../../settings/formats/integer.ts';
import { oneOf } from '../../settings/formats/one-of.ts';
import { secretPlace } from '../../settings/formats/secret-place.ts';
import { secret } from '../../settings/secret.ts';
import { secretsInText } from '../../settings/secrets-in-text.ts';
import { upstreamUrl, userPoolDomain } from '../../settings/web/upstream-url.ts';
import { defineVariables } from '../variable.ts';

const UNLESS_FILE = 'unless APP_CLIENTS_FILE is set';

export const appClientVariables = defineVariables({
  COGNITO_USER_POOL_ID: {
    parse: userPoolId,
    required: UNLESS_FILE,
    example: 'eu-west-1_AbCdEf123',
    sentence: 'The user pool of the app client.',
  },
  COGNITO_CLIENT_ID: {
    parse: clientId,
    required: UNLESS_FILE,
    example: '1h57kf5cpq17m0eml12EXAMPLE',
    sentence: 'The app client whose refresh tokens the service revokes.',
  },
  COGNITO_CLIENT_SECRET: {
    parse: secretsInText,
    secret: true,
    required: 'if the app client has a secret',
    example: 'the secret that Cognito shows on the page of the app client',
    sentence:
      'The secret of the app client, or two while it is rotated: one a line, the one to try first on top. Leave it unset for a public app client.',
  },
  COGNITO_CLIENT_SECRET_NEXT: {
    parse: secret(clientSecret),
    secret: true,
    example: 'the second secret of the app client',
    sentence:
      'A second secret, tried when Cognito refuses the first. Set it while you rotate the secret of the app client.',
  },
  COGNITO_CLIENT_SECRET_SOURCE: {
    parse: secretPlace,
    example: 'secretsManager:cognito-logout/web-shop#clientSecret',
    sentence:
      'Where the secret of the app client is kept, in place of COGNITO_CLIENT_SECRET: secretsManager: and a name or ARN (then # and a field, where the secret is a JSON object), ssmParameter: and a name or ARN, or cognito. See secrets.md for what each means.',
  },
  COGNITO_REGION: {
    parse: region,
    example: 'eu-west-1',
    sentence:
      'The Region of the user pool. It is known from the id of the pool; if it is set, both must agree.',
  },
  COGNITO_DOMAIN: {
    parse: userPoolDomain,
    example: 'example.auth.eu-west-1.amazoncognito.com',
    sentence:
      'The domain of the user pool, its own or the prefix domain. Needed for LOGOUT_URI and for COGNITO_UPSTREAM=domain.',
  },
  COGNITO_UPSTREAM: {
    parse: oneOf('api', 'domain'),
    default: 'api',
    example: 'domain',
    sentence:
      "Where refresh tokens are revoked: by Cognito's API, or at /oauth2/revoke of the user pool's domain, which tells less about what it refuses and cannot end managed-login sessions.",
  },
  COGNITO_ENDPOINT: {
    parse: upstreamUrl,
    example: 'http://localhost:9400',
    sentence: "Where Cognito's API is, if not at its public address: a proxy, or a stand-in for tests.",
  },
  ACCESS_TOKEN_VALIDITY_SECONDS: {
    parse: integer(300, 86_400),
    default: '3600',
    example: '3600',
    sentence:
      'How long an access token of the app client lives at most, as configured at Cognito. Answers say by it when the last access token of a session expires.',
  },
  ID_TOKEN_VALIDITY_SECONDS: {
    parse: integer(300, 86_400),
    default: '3600',
    example: '3600',
    sentence:
      'How long an ID token of the app client lives at most, as configured at Cognito. A denied session is remembered for as long as the longer-lived of both, since resource servers may take ID tokens as well.',
  },
  REFRESH_TOKEN_VALIDITY_SECONDS: {
    parse: integer(3600, 315_360_000),
    default: '2592000',
    example: '2592000',
    sentence:
      'How long a refresh token of the app client lives, as configured at Cognito. For so long an accepted logout is tried.',
  },
  SESSION_TRACKING: {
    parse: flag,
    default: 'false',
    example: 'true',
    sentence:
      'Whether the user pool tracks user sessions, so that a logout can end the managed-login session as well.',
  },
  APP_CLIENTS_FILE: {
    parse: filePath,
    required: 'for more than one app client',
    example: '/etc/cognito-logout/app-clients.yaml',
    sentence:
      'A YAML or JSON file of app clients, in any number of user pools and Regions (see app-clients.md). It takes the place of the other variables of this section and of those of the section "Browsers".',
  },
});
