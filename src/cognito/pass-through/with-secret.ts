import { createHmac } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>>;

/** An operation and what it is sent. */
export interface ApiRequest {
  readonly operation: string;
  readonly fields: Fields;
}

interface AppClientWithSecret {
  readonly clientId: string;
  readonly secret: string;
}

type AddSecret = (request: ApiRequest, client: AppClientWithSecret) => ApiRequest;

/**
 * Where operations take the secret of an app client, or a proof of it. Those that are not here take none.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
const PLACES: ReadonlyMap<string, AddSecret> = new Map<string, AddSecret>([
  [
    'InitiateAuth',
    (request, client) => refreshed(request, client) ?? hashed(request, client, 'AuthParameters'),
  ],
  ['RespondToAuthChallenge', (request, client) => hashed(request, client, 'ChallengeResponses')],
  ['SignUp', hashedAtTop],
  ['ConfirmSignUp', hashedAtTop],
  ['ResendConfirmationCode', hashedAtTop],
  ['ForgotPassword', hashedAtTop],
  ['ConfirmForgotPassword', hashedAtTop],
  [
    'GetTokensFromRefreshToken',
    ({ operation, fields }, { secret }) => ({ operation, fields: { ...fields, ClientSecret: secret } }),
  ],
]);

/** Adds the secret where the operation takes it, in place of whatever the caller has there. */
export function withSecret(request: ApiRequest, client: AppClientWithSecret): ApiRequest {
  return PLACES.get(request.operation)?.(request, client) ?? request;
}

function hashedAtTop({ operation, fields }: ApiRequest, client: AppClientWithSecret): ApiRequest {
  const username = fields['Username'];
  if (typeof username !== 'string') return { operation, fields };
  return { operation, fields: { ...fields, SecretHash: secretHash(username, client) } };
}

function hashed({ operation, fields }: ApiRequest, client: AppClientWithSecret, place: string): ApiRequest {
  const parameters = objectOf(fields[place]);
  const username = parameters['USERNAME'];
  if (typeof username !== 'string') return { operation, fields };
  const SECRET_HASH = secretHash(username, client);
  return { operation, fields: { ...fields, [place]: { ...parameters, SECRET_HASH } } };
}

const REFRESH_FLOWS: readonly unknown[] = ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'];

/**
 * A refresh by InitiateAuth wants a hash over the name of a user whom only Cognito knows.
 * GetTokensFromRefreshToken does the same, answers the same, and wants the secret itself.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
function refreshed({ fields }: ApiRequest, { secret }: AppClientWithSecret): ApiRequest | undefined {
  if (!REFRESH_FLOWS.includes(fields['AuthFlow'])) return undefined;
  const { REFRESH_TOKEN, DEVICE_KEY } = objectOf(fields['AuthParameters']);
  const { ClientId, ClientMetadata } = fields;
  return {
    operation: 'GetTokensFromRefreshToken',
    fields: {
      RefreshToken: REFRESH_TOKEN,
      ClientId,
      ClientSecret: secret,
      DeviceKey: DEVICE_KEY,
      ClientMetadata,
    },
  };
}

function secretHash(username: string, { clientId, secret }: AppClientWithSecret): string {
  return createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64');
}

function objectOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
