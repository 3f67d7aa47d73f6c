import type { JsonWebKey } from 'node:crypto';
import { canary } from '../../support/canaries.ts';
import type { Observed } from './observed.ts';
import { signAwsRequest } from './sign-aws-request.ts';
import { secretHash, type StageClient, type StageOptions, type StageSession } from './stage-parts.ts';

/** `unsigned` is the way of every operation that a token authorises. */
export type Signing = 'signed' | 'unsigned' | 'malformed' | 'unknown-key';

export interface RawAnswer {
  readonly observed: Observed;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

/** The calls that rows are made of. `observe…` and the verbs reduce the answer to what a row may judge. */
export interface Calls {
  send(operation: string, input: object, signing?: Signing): Promise<RawAnswer>;
  observe(operation: string, input: object, signing?: Signing): Promise<Observed>;
  revoke(client: StageClient, token: string, secret?: string): Promise<Observed>;
  /** InitiateAuth with REFRESH_TOKEN_AUTH, by the app client of the session or another. */
  refresh(session: StageSession, client?: StageClient): Promise<Observed>;
  getTokens(client: StageClient, refreshToken: string, secret?: string): Promise<Observed>;
  getUser(accessToken: string): Promise<Observed>;
  globalSignOut(accessToken: string): Promise<Observed>;
  admin(operation: string, username: string): Promise<Observed>;
  /** A form post to the pool's domain. */
  postToDomain(path: string, form: Record<string, string>, basic?: StageClient): Promise<Observed>;
  /** The pool's public keys. */
  keys(): Promise<readonly Jwk[]>;
}

export type Jwk = JsonWebKey & { readonly kid: string };

/** An access key that nobody has. */
const UNKNOWN_KEY = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: canary('unknownAccessKeyCanary'),
};

const TOKEN_OPERATIONS =
  /^(?:InitiateAuth|GetTokensFromRefreshToken|GetUser|RevokeToken|GlobalSignOut|ChangePassword|ListUserSessions|RevokeUserSession)$/;

export function createCalls(options: StageOptions): Calls {
  const calls: Calls = {
    send: (operation, input, signing = TOKEN_OPERATIONS.test(operation) ? 'unsigned' : 'signed') =>
      sendApiCall(options, operation, input, signing),
    observe: async (operation, input, signing) => (await calls.send(operation, input, signing)).observed,
    revoke: ({ clientId, secret }, Token, ClientSecret = secret) =>
      calls.observe('RevokeToken', { ClientId: clientId, Token, ...(ClientSecret && { ClientSecret }) }),
    refresh: ({ client, user, refreshToken }, by = client) =>
      calls.observe('InitiateAuth', {
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId: by.clientId,
        AuthParameters: { REFRESH_TOKEN: refreshToken, ...secretHash(by, user.username) },
      }),
    getTokens: ({ clientId, secret }, RefreshToken, ClientSecret = secret) =>
      calls.observe('GetTokensFromRefreshToken', {
        ClientId: clientId,
        RefreshToken,
        ...(ClientSecret && { ClientSecret }),
      }),
    getUser: (AccessToken) => calls.observe('GetUser', { AccessToken }),
    globalSignOut: (AccessToken) => calls.observe('GlobalSignOut', { AccessToken }),
    admin: (operation, Username) => calls.observe(operation, { UserPoolId: options.userPoolId, Username }),
    postToDomain: (path, form, basic) => postToDomain(options, path, form, basic),
    keys: async () => {
      const response = await fetch(`${options.keysUrl}/.well-known/jwks.json`);
      return ((await response.json()) as { keys: Jwk[] }).keys;
    },
  };
  return calls;
}

async function sendApiCall(
  { endpoint, region, credentials }: StageOptions,
  operation: string,
  input: object,
  signing: Signing,
): Promise<RawAnswer> {
  const body = JSON.stringify(input);
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
  };
  const request = { host: new URL(endpoint).host, region, headers, body };
  const headersBySigning: Record<Signing, () => Record<string, string>> = {
    unsigned: () => headers,
    malformed: () => ({ ...headers, authorization: 'AWS4-HMAC-SHA256 nonsense' }),
    signed: () => signAwsRequest(request, credentials),
    'unknown-key': () => signAwsRequest(request, UNKNOWN_KEY),
  };
  const response = await fetch(endpoint, { method: 'POST', headers: headersBySigning[signing](), body });
  return read(response, input);
}

async function postToDomain(
  { domainUrl }: StageOptions,
  path: string,
  form: Record<string, string>,
  basic: StageClient | undefined,
): Promise<Observed> {
  if (domainUrl === undefined) throw new Error('the stage has no domain');
  const credentials = basic && Buffer.from(`${basic.clientId}:${basic.secret ?? ''}`).toString('base64');
  const response = await fetch(`${domainUrl}${path}`, {
    method: 'POST',
    headers: credentials === undefined ? {} : { authorization: `Basic ${credentials}` },
    body: new URLSearchParams(form),
  });
  return (await read(response, {})).observed;
}

async function read(response: Response, input: object): Promise<RawAnswer> {
  const text = await response.text();
  const json = parse(text);
  const { __type, error, message } = json as Record<string, string | undefined>;
  return {
    observed: {
      status: response.status,
      type: __type ?? error,
      message: message === undefined ? undefined : anonymous(message, input as Record<string, unknown>),
      bodyBytes: Buffer.byteLength(text),
    },
    headers: response.headers,
    json,
  };
}

/** Ids differ from run to run. */
function anonymous(message: string, input: Record<string, unknown>): string {
  const ids = { ClientId: '{client}', UserPoolId: '{pool}' };
  return Object.entries(ids).reduce((text, [member, name]) => {
    const id = input[member];
    return typeof id === 'string' && id !== '' ? text.replaceAll(id, name) : text;
  }, message);
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
