import { ALL_ADMIN_ACTS } from '../../../src/revocation/admin-act.ts';
import type {
  AdminAuthentication,
  AdminAuthenticator,
  AdminIdentity,
} from '../../../src/revocation/ports/admin-authenticator.ts';
import type { AppClientDirectory, AppClientProfile } from '../../../src/revocation/app-client-profile.ts';
import type {
  LimitDecision,
  LimitSubject,
  RequestLimiter,
} from '../../../src/revocation/ports/request-limiter.ts';
import type { ProviderMetadataSource } from '../../../src/revocation/ports/provider-metadata.ts';
import type {
  SessionDirectory,
  SessionListing,
} from '../../../src/revocation/ports/users/session-directory.ts';
import type { SessionRevoker, SessionToRevoke } from '../../../src/revocation/ports/users/session-revoker.ts';
import type { TokenRevoker, TokenToRevoke } from '../../../src/revocation/ports/token-revoker.ts';
import type { TokenVerifier } from '../../../src/revocation/ports/token-verifier.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import type { UserDirectory, UserLookup } from '../../../src/revocation/ports/users/user-directory.ts';
import type { UserDisabler } from '../../../src/revocation/ports/users/user-disabler.ts';
import type { UserSignOut } from '../../../src/revocation/ports/users/user-sign-out.ts';
import type { Telemetry } from '../../../src/telemetry/telemetry.ts';
import type { VerifiedClaims } from '../../../src/tokens/claims.ts';
import { everybody } from '../cognito/user-ports.ts';

/** @param secrets by app client */
export function directoryOf(
  clients: readonly AppClientProfile[],
  secrets: Readonly<Record<string, string>> = {},
): AppClientDirectory {
  return {
    all: () => clients,
    find: (clientId) => clients.find((client) => client.clientId === clientId),
    secretFits: (clientId, candidate) => secrets[clientId] === candidate,
    secretIds: (clientId) => Promise.resolve(clientId in secrets ? ['0123456789abcdef'] : []),
  };
}

/** Knows an issuer for every user pool of these app clients, and an endpoint that the service has in its place. */
export function metadataOf(clients: readonly AppClientProfile[]): ProviderMetadataSource {
  return {
    of: (userPoolId) => {
      if (!clients.some((client) => client.userPoolId === userPoolId)) return Promise.resolve(undefined);
      return Promise.resolve({
        issuer: `https://cognito.example/${userPoolId}`,
        token_endpoint: 'https://login.example.com/oauth2/token',
        revocation_endpoint: 'https://login.example.com/oauth2/revoke',
      });
    },
  };
}

/** Knows the claims of a few tokens, as if their signatures had been checked. */
export function verifierKnowing(known: Readonly<Record<string, VerifiedClaims>>): TokenVerifier {
  return { verify: (token) => Promise.resolve(Object.hasOwn(known, token) ? known[token] : undefined) };
}

export function adminsKnowing(known: Readonly<Record<string, AdminAuthentication>>): AdminAuthenticator {
  const unknown: AdminAuthentication = { kind: 'unauthenticated', why: 'unknown-key' };
  return {
    authenticate: (credential) =>
      Promise.resolve(Object.hasOwn(known, credential) ? (known[credential] ?? unknown) : unknown),
  };
}

/** Cognito, as far as the ports see it: hears what is asked and gives the outcome it was told to give. */
export interface CognitoInMemory
  extends TokenRevoker, UserSignOut, UserDisabler, UserDirectory, SessionRevoker, SessionDirectory {
  readonly calls: readonly CognitoCall[];
  outcome: UpstreamOutcome;
  listing: SessionListing;
  /** What lookups come to; unless set, everybody is found. They are not among the calls. */
  lookup: UserLookup | undefined;
}

export type CognitoCall =
  | ({ readonly operation: 'RevokeToken' } & TokenToRevoke)
  | { readonly operation: 'GlobalSignOut'; readonly userPoolId: string; readonly accessToken: string }
  | {
      readonly operation: 'AdminUserGlobalSignOut' | 'AdminDisableUser' | 'AdminListUserSessions';
      readonly userPoolId: string;
      readonly username: string;
    }
  | { readonly operation: 'ListUserSessions'; readonly userPoolId: string; readonly accessToken: string }
  | ({ readonly operation: 'AdminRevokeUserSession'; readonly username: string } & SessionToRevoke)
  | ({ readonly operation: 'RevokeUserSession'; readonly accessToken: string } & SessionToRevoke);

export function createCognitoInMemory(): CognitoInMemory {
  const calls: CognitoCall[] = [];
  const hear = (call: CognitoCall): Promise<UpstreamOutcome> => {
    calls.push(call);
    return Promise.resolve(cognito.outcome);
  };
  const cognito: CognitoInMemory = {
    calls,
    outcome: { kind: 'confirmed' },
    listing: { kind: 'listed', sessions: [] },
    lookup: undefined,
    revoke: (token) => hear({ operation: 'RevokeToken', ...token }),
    signOutSelf: (user) => hear({ operation: 'GlobalSignOut', ...user }),
    signOutUser: (user) => hear({ operation: 'AdminUserGlobalSignOut', ...user }),
    disable: (user) => hear({ operation: 'AdminDisableUser', ...user }),
    find: (reference, signal) =>
      cognito.lookup === undefined ? everybody.find(reference, signal) : Promise.resolve(cognito.lookup),
    subOf: (user, signal) => everybody.subOf(user, signal),
    revokeOfUser: ({ userPoolId, username, sessionId, endSso }) =>
      hear({ operation: 'AdminRevokeUserSession', userPoolId, username, sessionId, endSso }),
    revokeOwn: ({ userPoolId, accessToken, sessionId, endSso }) =>
      hear({ operation: 'RevokeUserSession', userPoolId, accessToken, sessionId, endSso }),
    ofUser: (user) => hear({ operation: 'AdminListUserSessions', ...user }).then(() => cognito.listing),
    own: (user) => hear({ operation: 'ListUserSessions', ...user }).then(() => cognito.listing),
  };
  return cognito;
}

const WINDOW_SECONDS = 60;

/** Counts without a window: a budget that is spent stays spent. Kinds without a limit are never refused. */
export function limiterAllowing(limits: Partial<Record<LimitSubject['kind'], number>>): RequestLimiter {
  const counts = new Map<string, number>();
  const decide = (subject: LimitSubject, taken: number): LimitDecision => {
    const key = JSON.stringify(subject);
    const count = (counts.get(key) ?? 0) + taken;
    counts.set(key, count);
    const limit = limits[subject.kind] ?? 1000;
    return {
      allowed: taken === 0 ? count < limit : count <= limit,
      policy: subject.kind,
      limit,
      windowSeconds: WINDOW_SECONDS,
      remaining: Math.max(0, limit - count),
      resetSeconds: WINDOW_SECONDS,
    };
  };
  return {
    take: (subject) => Promise.resolve(decide(subject, 1)),
    giveBack: (subject) => {
      decide(subject, -1);
      return Promise.resolve();
    },
    peek: (subject) => Promise.resolve(decide(subject, 0)),
  };
}

export interface RecordedEvent {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Keeps every event, to be looked through afterwards. */
export function createRecordingTelemetry(): {
  readonly telemetry: Telemetry;
  readonly events: RecordedEvent[];
} {
  const events: RecordedEvent[] = [];
  const record = (name: string) => (event: object) => {
    events.push({ name, fields: { ...event } });
  };
  return {
    events,
    telemetry: {
      started: record('started'),
      stopping: record('stopping'),
      stopped: record('stopped'),
      reloaded: () => record('reloaded')({}),
      reloadRefused: record('reloadRefused'),
      requestServed: record('requestServed'),
      requestFailed: record('requestFailed'),
      cognitoTried: record('cognitoTried'),
      clientMisconfigured: record('clientMisconfigured'),
      clientFinding: record('clientFinding'),
      examinationFailed: record('examinationFailed'),
      userLookupFailed: record('userLookupFailed'),
      adminRefused: record('adminRefused'),
      adminRevoked: record('adminRevoked'),
      limitDecided: record('limitDecided'),
      limiterChanged: record('limiterChanged'),
      connectionDropped: () => record('connectionDropped')({}),
      requestMalformed: record('requestMalformed'),
      requestShed: () => record('requestShed')({}),
      feedReadersChanged: record('feedReadersChanged'),
      feedReaderDropped: () => record('feedReaderDropped')({}),
      denied: record('denied'),
      crashed: record('crashed'),
      backlogSeen: record('backlogSeen'),
      breakerChanged: record('breakerChanged'),
      intentExpired: record('intentExpired'),
      intentRefused: record('intentRefused'),
      leaseLost: record('leaseLost'),
      intentsUnparked: record('intentsUnparked'),
      parkedManaged: record('parkedManaged'),
      relayFailed: record('relayFailed'),
      storeOpened: record('storeOpened'),
      keyRingMade: record('keyRingMade'),
      keyRingRefused: record('keyRingRefused'),
      intentUnreadable: record('intentUnreadable'),
      denialForged: record('denialForged'),
      storeFailed: record('storeFailed'),
      storeRecovered: () => record('storeRecovered')({}),
      storeBroken: record('storeBroken'),
      secretsReloaded: record('secretsReloaded'),
      secretsChanged: record('secretsChanged'),
      secretsUnavailable: record('secretsUnavailable'),
    },
  };
}

export function adminOf(
  id: string,
  userPoolIds: AdminIdentity['userPoolIds'],
  acts: AdminIdentity['acts'] = ALL_ADMIN_ACTS,
): AdminIdentity {
  return { id, name: `Admin ${id}`, via: 'api-key', userPoolIds, acts };
}
