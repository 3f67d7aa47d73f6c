import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { canary } from '../../support/canaries.ts';
import { createCalls, type Calls, type RawAnswer } from './contract-calls.ts';
import { decodePart, verifies } from './read-token.ts';
import type { Need, Observed } from './observed.ts';
import {
  secretHash,
  type StageClient,
  type StageOptions,
  type StageSession,
  type StageTokens,
  type StageUser,
} from './stage-parts.ts';

export type ClientKind = 'public' | 'foreign' | 'confidential' | 'unrevocable' | 'rotating' | 'secretive';

export interface ContractStage extends Calls {
  readonly options: StageOptions;
  readonly offers: ReadonlySet<Need>;
  /** An app client of its kind; made once and kept. */
  client(kind: ClientKind): Promise<StageClient>;
  newClient(kind: ClientKind, userPoolId?: string): Promise<StageClient>;
  /** A user whom no row may harm; made once and kept. */
  user(): Promise<StageUser>;
  newUser(): Promise<StageUser>;
  signIn(client: StageClient, user: StageUser): Promise<Observed>;
  /** Signs in, and fails where that is refused. */
  session(kind: ClientKind, user?: StageUser): Promise<StageSession>;
  sessionAt(client: StageClient, user?: StageUser): Promise<StageSession>;
  /** New tokens by GetTokensFromRefreshToken; fails where that is refused. */
  refreshed(client: StageClient, refreshToken: string): Promise<StageTokens>;
  /** Makes sure that the pool keeps records of sessions, so many of each user. */
  track(maxPerUser?: number): Promise<void>;
  untrack(): Promise<void>;
  /** Waits until lists of sessions show what has changed. */
  settle(): Promise<void>;
  /** Whether a token's signature verifies with the pool's published keys. */
  verifies(token: string): Promise<boolean>;
  headerOf(token: string): Record<string, unknown>;
  claimsOf(token: string): Record<string, unknown>;
  /** Deletes the app clients and users that were made. */
  cleanUp(): Promise<void>;
}

const FLOWS = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'];
const WITH_REFRESH = [...FLOWS, 'ALLOW_REFRESH_TOKEN_AUTH'];
const ROTATION = { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 };

/** What each kind is created with, and what UpdateUserPoolClient has to send to keep it so. */
export const CLIENT_SETTINGS: Record<ClientKind, Readonly<Record<string, unknown>>> = {
  public: { ExplicitAuthFlows: WITH_REFRESH, PreventUserExistenceErrors: 'LEGACY' },
  foreign: { ExplicitAuthFlows: WITH_REFRESH, PreventUserExistenceErrors: 'LEGACY' },
  secretive: { ExplicitAuthFlows: WITH_REFRESH, PreventUserExistenceErrors: 'ENABLED' },
  confidential: { ExplicitAuthFlows: WITH_REFRESH, GenerateSecret: true },
  unrevocable: { ExplicitAuthFlows: WITH_REFRESH, EnableTokenRevocation: false },
  rotating: { ExplicitAuthFlows: FLOWS, RefreshTokenRotation: ROTATION },
};

export function createContractStage(options: StageOptions): ContractStage {
  const calls = createCalls(options);
  const made: { readonly clients: StageClient[]; readonly users: StageUser[] } = { clients: [], users: [] };
  const kept = new Map<ClientKind, Promise<StageClient>>();
  let keptUser: Promise<StageUser> | undefined;

  const stage: ContractStage = {
    ...calls,
    options,
    offers: offersOf(options),
    client: (kind) => {
      const client = kept.get(kind) ?? stage.newClient(kind);
      kept.set(kind, client);
      return client;
    },
    newClient: async (kind, userPoolId = options.userPoolId) => {
      const client = await createClient(calls, kind, userPoolId);
      made.clients.push(client);
      return client;
    },
    user: () => (keptUser ??= stage.newUser()),
    newUser: async () => {
      const user = await createUser(calls, options.userPoolId);
      made.users.push(user);
      return user;
    },
    signIn: (client, user) => calls.observe('InitiateAuth', passwordSignIn(client, user)),
    session: async (kind, user) => stage.sessionAt(await stage.client(kind), user),
    sessionAt: async (client, user) => startSession(calls, client, user ?? (await stage.user())),
    refreshed: (client, refreshToken) => refreshed(calls, client, refreshToken),
    ...tracking(calls, options),
    verifies: async (token) => verifies(token, await calls.keys()),
    headerOf: (token) => decodePart(token, 0),
    claimsOf: (token) => decodePart(token, 1),
    cleanUp: () => deleteAll(calls, options.userPoolId, made),
  };
  return stage;
}

function tracking(
  calls: Calls,
  { userPoolId: UserPoolId, settleMs = 0 }: StageOptions,
): Pick<ContractStage, 'track' | 'untrack' | 'settle'> {
  let now: string | undefined;
  const set = async (UserSessionTracking: 'ENABLED' | 'DISABLED', MaxPerUser: number) => {
    const configuration = { UserSessionTracking, TokenSession: { MaxPerUser } };
    if (now === JSON.stringify(configuration)) return;
    await succeed(calls.send('SetUserPoolSessionConfiguration', { UserPoolId, ...configuration }));
    now = JSON.stringify(configuration);
  };
  return {
    track: (maxPerUser = 20) => set('ENABLED', maxPerUser),
    untrack: () => set('DISABLED', 20),
    settle: () => sleep(settleMs),
  };
}

function passwordSignIn(client: StageClient, { username, password }: StageUser) {
  return {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: client.clientId,
    AuthParameters: { USERNAME: username, PASSWORD: password, ...secretHash(client, username) },
  };
}

async function createClient(calls: Calls, kind: ClientKind, userPoolId: string): Promise<StageClient> {
  const ClientName = `contract ${kind} ${randomBytes(4).toString('hex')}`;
  const { json } = await succeed(
    calls.send('CreateUserPoolClient', { UserPoolId: userPoolId, ClientName, ...CLIENT_SETTINGS[kind] }),
  );
  const { ClientId, ClientSecret } = json['UserPoolClient'] as { ClientId: string; ClientSecret?: string };
  return { userPoolId, clientId: ClientId, secret: ClientSecret && canary(ClientSecret) };
}

async function createUser(calls: Calls, UserPoolId: string): Promise<StageUser> {
  const Username = `contract-${randomBytes(6).toString('hex')}`;
  const Password = canary(`Aa1!${randomBytes(12).toString('hex')}`);
  await succeed(calls.send('AdminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS' }));
  await succeed(calls.send('AdminSetUserPassword', { UserPoolId, Username, Password, Permanent: true }));
  return { username: Username, password: Password };
}

async function startSession(calls: Calls, client: StageClient, user: StageUser): Promise<StageSession> {
  const { json } = await succeed(calls.send('InitiateAuth', passwordSignIn(client, user)));
  return { client, user, ...tokensOf(json) };
}

async function refreshed(calls: Calls, client: StageClient, RefreshToken: string): Promise<StageTokens> {
  const { clientId: ClientId, secret: ClientSecret } = client;
  const input = { ClientId, RefreshToken, ...(ClientSecret !== undefined && { ClientSecret }) };
  return tokensOf((await succeed(calls.send('GetTokensFromRefreshToken', input))).json);
}

function tokensOf(json: Record<string, unknown>): StageTokens {
  const { AccessToken, IdToken, RefreshToken } = json['AuthenticationResult'] as Record<string, string>;
  return {
    accessToken: canary(AccessToken ?? ''),
    idToken: canary(IdToken ?? ''),
    refreshToken: canary(RefreshToken ?? ''),
  };
}

async function succeed(answer: Promise<RawAnswer>): Promise<RawAnswer> {
  const { observed, ...rest } = await answer;
  if (observed.status === 200) return { observed, ...rest };
  throw new Error(`the stage could not be set: ${observed.type ?? ''} ${observed.message ?? ''}`);
}

async function deleteAll(
  calls: Calls,
  userPoolId: string,
  made: { readonly clients: readonly StageClient[]; readonly users: readonly StageUser[] },
): Promise<void> {
  for (const { userPoolId: UserPoolId, clientId: ClientId } of made.clients) {
    await calls.send('DeleteUserPoolClient', { UserPoolId, ClientId });
  }
  for (const { username: Username } of made.users) {
    await calls.send('AdminDeleteUser', { UserPoolId: userPoolId, Username });
  }
}

function offersOf({ domainUrl, otherUserPoolId, failNext }: StageOptions): ReadonlySet<Need> {
  const offers = new Set<Need>();
  if (domainUrl !== undefined) offers.add('domain');
  if (otherUserPoolId !== undefined) offers.add('another-pool');
  if (failNext !== undefined) offers.add('faults');
  return offers;
}
