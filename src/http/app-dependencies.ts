import type { AppClientDirectory } from '../revocation/app-client-profile.ts';
import type { DenyTokens } from '../revocation/denials/deny-tokens.ts';
import type { ClientReports } from '../doctor/client-reports.ts';
import type { OrderTokenRevocation } from '../doctor/settings/order-token-revocation.ts';
import type { Rehearse } from '../revocation/effects/rehearse.ts';
import type { EndSession } from '../revocation/end-session.ts';
import type { SignedFeed } from '../revocation/feed/signed-feed.ts';
import type { ListSessions } from '../revocation/list-sessions.ts';
import type { AdminAuthenticator } from '../revocation/ports/admin-authenticator.ts';
import type { Denials } from '../revocation/ports/denials.ts';
import type { ApiPassThrough } from '../revocation/ports/api-pass-through.ts';
import type { AuditTrail } from '../revocation/ports/audit-trail.ts';
import type { IdempotencyKeys } from '../revocation/ports/idempotency-keys.ts';
import type { ProviderMetadataSource } from '../revocation/ports/provider-metadata.ts';
import type { RequestLimiter } from '../revocation/ports/request-limiter.ts';
import type { RevocationStore } from '../revocation/ports/revocation-store.ts';
import type { TokenVerifier } from '../revocation/ports/token-verifier.ts';
import type { FindUser } from '../revocation/users/find-user.ts';
import type { ProtectedUsers } from '../revocation/users/protected-users.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { RunInTrace } from '../telemetry/trace-context.ts';
import type { Fingerprint } from '../tokens/fingerprint.ts';
import type { SiteData } from './cookies/clear-site-data.ts';
import type { FeedJwk } from '../tokens/feed/feed-key.ts';
import type { FeedStreams } from './feed/feed-streams.ts';

export interface HttpSettings {
  /**
   * Whose `X-Forwarded-For` counts: nobody's, that of so many hops, or that of proxies in these CIDRs. Trusting
   * everybody cannot be said, since the left-most address is whatever the caller wrote there.
   */
  readonly trustProxy: false | number | readonly string[];
  /** Where callers find the service, without a slash at the end. Unset: there are no discovery documents. */
  readonly publicUrl?: string | undefined;
  /** Largest request body that is read, in bytes. */
  readonly bodyLimitBytes: number;
  /** What else a browser is told to forget after a logout in cookie mode: nothing unless given. */
  readonly clearSiteData?: readonly SiteData[];
  /** Whether to refuse what a trusted proxy received over plain HTTP. */
  readonly requiresHttps?: boolean;
  /** Nothing passes unless given. */
  readonly passThrough?: PassThroughSettings;
}

/** Which operations of Cognito's API pass through `POST /` besides those that end sessions. */
export interface PassThroughSettings {
  readonly operations: readonly string[];
  readonly deadlineMs: number;
}

/** Everything that the HTTP side needs, all of it ports and plain values. */
export interface AppDependencies {
  readonly endSession: EndSession;
  readonly denyTokens: DenyTokens;
  readonly listSessions: ListSessions;
  readonly appClients: AppClientDirectory;
  readonly tokens: TokenVerifier;
  readonly admins: AdminAuthenticator;
  /** Knows the API keys of resource servers and gateways. */
  readonly readers: AdminAuthenticator;
  readonly denials: Denials;
  readonly feed: SignedFeed;
  readonly feedStreams: FeedStreams;
  /** The public keys of the feed. */
  readonly feedKeys: readonly FeedJwk[];
  readonly metadata: ProviderMetadataSource;
  readonly passThrough: ApiPassThrough;
  readonly limiter: RequestLimiter;
  readonly audit: AuditTrail;
  readonly findUser: FindUser;
  readonly protectedUsers: ProtectedUsers;
  readonly rehearse: Rehearse;
  readonly orderTokenRevocation: OrderTokenRevocation;
  readonly clientReports: ClientReports;
  readonly intents: Pick<RevocationStore, 'find' | 'stats' | 'unpark' | 'dropParked'>;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly telemetry: Telemetry;
  readonly inTrace: RunInTrace;
  readonly fingerprint: Fingerprint;
  readonly settings: HttpSettings;
  /** Whether a logout could be accepted now. Must not depend on Cognito. */
  readonly isReady: () => Promise<boolean>;
  /** Whether what is accepted outlives the process. */
  readonly durability: RevocationStore['durability'];
}
