import { randomUUID } from 'node:crypto';
import { afterEach } from '@jest/globals';
import { createGuard } from '../../../src/guard/create-guard.ts';
import type { Guard } from '../../../src/guard/guard.ts';
import type { GuardEvent } from '../../../src/guard/guard-event.ts';
import type { GuardOptions } from '../../../src/guard/guard-options.ts';
import type { TokenClaims } from '../../../src/guard/token-claims.ts';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { createFeedServer, type FeedServer, type FeedServerOptions } from './feed-server.ts';

export interface GuardUnderTest extends Guard {
  readonly events: readonly GuardEvent[];
  heard(type: GuardEvent['type']): number;
}

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** A feed that is gone after the test. */
export async function feedForTest(options: FeedServerOptions = {}): Promise<FeedServer> {
  const feed = await createFeedServer(options);
  open.push(() => feed.stop());
  return feed;
}

/** A guard of that feed that follows it, with short pauses, and is stopped after the test. */
export function guardForTest(feed: FeedServer, options: Partial<GuardOptions> = {}): GuardUnderTest {
  const events: GuardEvent[] = [];
  const guard = createGuard({
    feedUrl: feed.feedUrl,
    apiKey: feed.apiKey,
    trustedKeys: [feed.key()],
    onStale: 'deny',
    maxStalenessMs: 60_000,
    pollIntervalMs: 20,
    retryDelayMs: { min: 5, max: 50 },
    onEvent: (event) => events.push(event),
    ...options,
  });
  open.push(() => guard.stop());
  guard.start();
  return { ...guard, events, heard: (type) => events.filter((event) => event.type === type).length };
}

export const userPoolId = 'eu-west-1_Example';

const nowSeconds = Math.floor(Date.now() / 1000);

/** The claims of an access token of a session of its own. */
export function someClaims(
  changes: Partial<TokenClaims> = {},
): TokenClaims & { readonly origin_jti: string } {
  return {
    iss: `https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`,
    sub: randomUUID(),
    client_id: '1example23456789',
    origin_jti: randomUUID(),
    iat: nowSeconds - 60,
    ...changes,
  } as TokenClaims & { readonly origin_jti: string };
}

/** The denial of the session that the claims belong to. */
export function sessionDenial(originJti: string): Denial {
  return { kind: 'session', userPoolId, originJti, expiresAtSeconds: nowSeconds + 3_900 };
}
