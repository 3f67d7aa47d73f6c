import { appClientSchema } from '../../src/app-clients/app-client-schema.ts';
import { fieldTable } from './field-table.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { madeBy } from './made-by.ts';

const INTRODUCTION = `
\`APP_CLIENTS_FILE\` names a YAML or JSON file of app clients, in any number of user pools and Regions:

\`\`\`yaml
# yaml-language-server: $schema=./app-clients.schema.json
clients:
  - name: web-shop
    clientId: 1h57kf5cpq17m0eml12EXAMPLE
    userPoolId: eu-west-1_AbCdEf123
    clientSecretFile: web-shop-secret
    allowedOrigins: [https://shop.example.com]
    cookies:
      refreshToken: __Host-refresh_token
    domain: auth.example.com
    logoutUri: https://shop.example.com/goodbye

  - name: partner-portal
    clientId: 7b2n9partnerEXAMPLE
    userPoolId: us-east-1_XyZ987
    clientSecretEnv: PARTNER_PORTAL_SECRET

  # A public app client needs no more than this.
  - clientId: 3k8d0mobileEXAMPLE
    userPoolId: eu-west-1_AbCdEf123
\`\`\`

Unknown fields are refused, a client id may be there once, and every problem is named with entry and field
(\`clients[1].clientSecretEnv …\`), never with a value. Editors check the file against
[app-clients.schema.json](app-clients.schema.json).

[secrets.md](secrets.md) says where secrets can be kept besides: in AWS Secrets Manager, in SSM Parameter Store, or with Cognito;
and how they are rotated.

## Whether Cognito agrees

\`npm run -s doctor\` holds each entry against Cognito: whether user pool and app client exist, the secret fits, token
revocation is on, the sign-out URLs are registered and tokens live as long as it says here. [doctor.md](doctor.md) lists
what it can find, and what to do.

## Where refresh tokens are revoked

\`upstream: api\`, the default, is Cognito's \`RevokeToken\`. \`upstream: domain\` is \`/oauth2/revoke\` at the domain of the user
pool, for deployments whose network reaches only that. Both end the same sessions, and the domain tells less:

| Refused for                            | \`api\` tells it                                                    | \`domain\` tells it                                            |
| -------------------------------------- | ------------------------------------------------------------------ | -------------------------------------------------------------- |
| switched-off token revocation          | as what it is                                                      | like a missing token. The log says so: \`revocation-refused\`   |
| a wrong secret, or a wrong id          | each as what it is                                                 | as one and the same: \`client-refused\`                         |
| a token of another app client          | \`token-not-of-client\`                                             | as a success perhaps, as it does for any token that is not live |
| \`endSso\`, the managed-login session   | ends with the token where the user pool tracks sessions            | never ends: \`sessionTracking\` has to be off                   |

A sign-out everywhere and an admin's sign-out of a user go to Cognito's API either way.

## Fields of an app client
`;

/** `docs/app-clients.md`. */
export function appClientsPage(): string {
  const table = fieldTable(jsonSchemaOf(appClientSchema, ''));
  const note = `<!-- ${madeBy('src/app-clients/app-client-schema.ts')} -->`;
  return ['# The app clients file', note, INTRODUCTION, table].join('\n\n');
}
