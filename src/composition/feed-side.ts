import { createApiKeyAuthenticator } from '../admin-keys/api-key-authenticator.ts';
import { createHasFeedReader } from '../admin-keys/has-feed-reader.ts';
import { createFeedStreams, type FeedStreams } from '../http/feed/feed-streams.ts';
import { createDenyAccess, type DenyAccess } from '../revocation/denials/deny-access.ts';
import { createDenyTokens, type DenyTokens } from '../revocation/denials/deny-tokens.ts';
import { createRehearse, type Rehearse } from '../revocation/effects/rehearse.ts';
import { createSignedFeed, type SignedFeed } from '../revocation/feed/signed-feed.ts';
import type { AdminAuthenticator } from '../revocation/ports/admin-authenticator.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { Denials } from '../revocation/ports/denials.ts';
import type { SessionDirectory } from '../revocation/ports/users/session-directory.ts';
import type { UserDirectory } from '../revocation/ports/users/user-directory.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Settings } from './load-settings.ts';
import { feedKeyOfSeed } from '../tokens/feed/feed-key-of-seed.ts';
import { feedJwk, type FeedJwk } from '../tokens/feed/feed-key.ts';

/** Everything that resource servers ask. */
export interface FeedSide {
  readonly denials: Denials;
  readonly readers: AdminAuthenticator;
  readonly feed: SignedFeed;
  readonly feedStreams: FeedStreams;
  readonly feedKeys: readonly FeedJwk[];
  readonly denyAccess: DenyAccess;
  readonly denyTokens: DenyTokens;
  readonly rehearse: Rehearse;
}

export interface FeedSideParts {
  readonly denials: Denials;
  readonly feedKeySeed: Uint8Array;
  readonly settings: Pick<Settings, 'apiKeys' | 'config'>;
  readonly users: UserDirectory;
  readonly sessions: SessionDirectory;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

export function createFeedSide(parts: FeedSideParts): FeedSide {
  const { feedKeySeed, users, sessions, clock, telemetry } = parts;
  const { apiKeys, config } = parts.settings;
  const denials = counted(parts.denials, telemetry);
  const isFollowed = createHasFeedReader(apiKeys, clock);
  const signer = feedKeyOfSeed(feedKeySeed);
  const feed = createSignedFeed({ denials, signer, clock });
  return {
    denials,
    readers: createApiKeyAuthenticator(apiKeys, clock, 'feed'),
    feed,
    feedStreams: createFeedStreams({ feed, telemetry, clock }),
    feedKeys: [feedJwk(signer.privateKey)],
    denyTokens: createDenyTokens({ denials, clock, isFollowed }),
    rehearse: createRehearse({
      sessions,
      clock,
      isFollowed,
      upstreamDeadlineMs: config.upstream.deadlineMs,
    }),
    denyAccess: createDenyAccess({
      denials,
      users,
      clock,
      isFollowed,
      upstreamDeadlineMs: config.upstream.deadlineMs,
    }),
  };
}

function counted(denials: Denials, telemetry: Telemetry): Denials {
  return {
    ...denials,
    async add(added, request) {
      await denials.add(added, request);
      for (const { kind } of added) telemetry.denied({ kind });
    },
  };
}
