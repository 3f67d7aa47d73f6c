import type { AppDependencies, HttpSettings } from '../../../src/http/app-dependencies.ts';
import { createApp, type App } from '../../../src/http/create-app.ts';
import type { AppClientProfile } from '../../../src/revocation/app-client-profile.ts';
import { createFeedStreams } from '../../../src/http/feed/feed-streams.ts';
import { createSignedFeed } from '../../../src/revocation/feed/signed-feed.ts';
import { feedKeyOfSeed } from '../../../src/tokens/feed/feed-key-of-seed.ts';
import { feedJwk } from '../../../src/tokens/feed/feed-key.ts';
import { createDenyAccess } from '../../../src/revocation/denials/deny-access.ts';
import { createDenyTokens } from '../../../src/revocation/denials/deny-tokens.ts';
import { createEndSession } from '../../../src/revocation/end-session.ts';
import { createLateTries } from '../../../src/revocation/tries/late-tries.ts';
import { createListSessions } from '../../../src/revocation/list-sessions.ts';
import type { ListingEvent } from '../../../src/revocation/ports/listing-journal.ts';
import type { Denials } from '../../../src/revocation/ports/denials.ts';
import { createRehearse } from '../../../src/revocation/effects/rehearse.ts';
import { createFindUser } from '../../../src/revocation/users/find-user.ts';
import { createProtectedUsers } from '../../../src/revocation/users/protected-users.ts';
import type { VerifiedClaims } from '../../../src/tokens/claims.ts';
import { createFingerprint } from '../../../src/tokens/fingerprint.ts';
import { openGate } from '../open-gate.ts';
import { SHOP, SPA, WEB } from './app-clients.ts';
import {
  ACCESS_TOKEN,
  ACCESS_TOKEN_WITHOUT_SCOPE,
  ADMIN_KEY,
  FEED_KEY_OF_READER,
  FOREIGN_ACCESS_TOKEN,
  ID_TOKEN,
  NO_ADMIN_TOKEN,
  POOL_ADMIN_KEY,
  POOL_FEED_KEY,
  WEB_ACCESS_TOKEN,
  WEB_ID_TOKEN,
} from './credentials.ts';
import {
  adminOf,
  adminsKnowing,
  createCognitoInMemory,
  createRecordingTelemetry,
  directoryOf,
  limiterAllowing,
  metadataOf,
  verifierKnowing,
  type CognitoInMemory,
  type RecordedEvent,
} from './in-memory-ports.ts';
import { memoryStorage } from '../storage/memory-storage.ts';

export interface TestService {
  readonly app: App;
  readonly cognito: CognitoInMemory;
  readonly events: readonly RecordedEvent[];
  readonly denials: Denials;
  /** What was told of questions for sessions. */
  readonly listings: readonly ListingEvent[];
}

export interface TestServiceOptions extends Partial<Omit<AppDependencies, 'settings'>> {
  readonly clients?: readonly AppClientProfile[];
  readonly settings?: Partial<HttpSettings>;
  /** Whether anybody follows the feed; nobody does unless said so. */
  readonly isFollowed?: boolean;
}

const FEED_KEY = feedKeyOfSeed(Buffer.alloc(32, 9));

/** A user whom no admin's order may touch. */
export const PROTECTED_USER = { userPoolId: SPA.userPoolId, name: 'break-glass' };

export const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 0);

/** The whole HTTP side over in-memory ports, with the real pipeline in between. */
export function startService(options: TestServiceOptions = {}): TestService {
  const { clients = [SPA, WEB, SHOP], settings, isFollowed = false, ...overrides } = options;
  const cognito = createCognitoInMemory();
  const protectedUsers = createProtectedUsers([PROTECTED_USER]);
  const { telemetry, events } = createRecordingTelemetry();
  const storage = memoryStorage({ nowMs: () => NOW_MS });
  const { denials } = storage;
  const feed = createSignedFeed({ denials, signer: FEED_KEY, clock: { nowMs: () => NOW_MS } });
  const listings: ListingEvent[] = [];
  const app = createApp({
    endSession: createEndSession({
      lateTries: createLateTries(),
      denyAccess: createDenyAccess({
        denials,
        users: cognito,
        clock: { nowMs: () => NOW_MS },
        isFollowed: () => isFollowed,
        upstreamDeadlineMs: 1000,
      }),
      revoker: cognito,
      userSignOut: cognito,
      sessionRevoker: cognito,
      sessions: cognito,
      userDisabler: cognito,
      users: cognito,
      protectedUsers,
      store: storage.store,
      audit: storage.audit,
      gate: openGate,
      random: () => 0,
      journal: { tried: () => undefined, refused: () => undefined, unconfigured: () => undefined },
      clock: { nowMs: () => NOW_MS },
      upstreamDeadlineMs: 1000,
      fingerprint: createFingerprint(Buffer.alloc(32, 7)),
      longestRefreshTokenValiditySeconds: 2_592_000,
    }),
    listSessions: createListSessions({
      sessions: cognito,
      journal: { listed: (event) => listings.push(event) },
      clock: { nowMs: () => NOW_MS },
      upstreamDeadlineMs: 1000,
    }),
    denyTokens: createDenyTokens({ denials, clock: { nowMs: () => NOW_MS }, isFollowed: () => isFollowed }),
    findUser: createFindUser({ users: cognito, upstreamDeadlineMs: 1000 }),
    protectedUsers,
    rehearse: createRehearse({
      sessions: cognito,
      clock: { nowMs: () => NOW_MS },
      isFollowed: () => isFollowed,
      upstreamDeadlineMs: 1000,
    }),
    appClients: directoryOf(clients),
    tokens: verifierKnowing(KNOWN_CLAIMS),
    admins: adminsKnowing({
      [ADMIN_KEY]: { kind: 'authenticated', admin: adminOf('ops1', 'all') },
      [POOL_ADMIN_KEY]: { kind: 'authenticated', admin: adminOf('ops2', [SHOP.userPoolId]) },
      [NO_ADMIN_TOKEN]: { kind: 'forbidden', why: 'not-in-group' },
    }),
    readers: adminsKnowing({
      [FEED_KEY_OF_READER]: { kind: 'authenticated', admin: adminOf('api1', 'all') },
      [POOL_FEED_KEY]: { kind: 'authenticated', admin: adminOf('api2', [SHOP.userPoolId]) },
      [ADMIN_KEY]: { kind: 'forbidden', why: 'api-key-without-scope-feed' },
    }),
    denials,
    feed,
    feedStreams: createFeedStreams({ feed, telemetry, clock: { nowMs: () => NOW_MS } }),
    feedKeys: [feedJwk(FEED_KEY.privateKey)],
    metadata: metadataOf(clients),
    passThrough: { pass: () => Promise.reject(new Error('nothing passes here')) },
    limiter: limiterAllowing({}),
    orderTokenRevocation: () => Promise.resolve({ kind: 'already-on' }),
    clientReports: { known: () => undefined, forget: () => undefined, refresh: () => Promise.resolve([]) },
    audit: storage.audit,
    intents: storage.store,
    idempotencyKeys: storage.idempotencyKeys,
    telemetry,
    inTrace: (_trace, work) => work(),
    fingerprint: createFingerprint(Buffer.alloc(32, 7)),
    isReady: () => Promise.resolve(true),
    durability: 'durable',
    ...overrides,
    settings: { trustProxy: false, bodyLimitBytes: 16_384, ...settings },
  });
  return { app, cognito, events, denials, listings };
}

function claimsOf(client: AppClientProfile, more: Partial<VerifiedClaims>): VerifiedClaims {
  return {
    tokenUse: 'access',
    sub: '0f0e0d0c-0000-4000-8000-000000000001',
    username: 'ada',
    clientId: client.clientId,
    userPoolId: client.userPoolId,
    originJti: '11111111-2222-4333-8444-555555555555',
    issuedAtSeconds: NOW_MS / 1000 - 60,
    expiresAtSeconds: NOW_MS / 1000 + 3540,
    groups: [],
    scopes: [],
    ...more,
  };
}

/** What `WEB_ACCESS_TOKEN` claims. */
export const WEB_CLAIMS = claimsOf(WEB, { scopes: ['aws.cognito.signin.user.admin'] });

const KNOWN_CLAIMS = {
  [ACCESS_TOKEN]: claimsOf(SPA, { scopes: ['openid', 'aws.cognito.signin.user.admin'] }),
  [ACCESS_TOKEN_WITHOUT_SCOPE]: claimsOf(SPA, { scopes: ['openid'] }),
  [FOREIGN_ACCESS_TOKEN]: claimsOf(SHOP, { scopes: ['aws.cognito.signin.user.admin'] }),
  [WEB_ACCESS_TOKEN]: WEB_CLAIMS,
  [WEB_ID_TOKEN]: claimsOf(WEB, { tokenUse: 'id' }),
  [ID_TOKEN]: claimsOf(SPA, { tokenUse: 'id' }),
};
