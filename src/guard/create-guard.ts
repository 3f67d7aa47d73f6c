import { createCoveredUserPools } from './covered-user-pools.ts';
import { createGuardDenylist } from './denylist/guard-denylist.ts';
import { createCatchUp } from './feed/catch-up.ts';
import { createFeedFollower } from './feed/feed-follower.ts';
import { createFeedRequests } from './feed/feed-requests.ts';
import { oneAtATime } from './feed/one-at-a-time.ts';
import { createReplica } from './feed/replica.ts';
import { createStreamReader } from './feed/stream-reader.ts';
import { createTrustedKeys } from './feed/trusted-keys.ts';
import { createFreshness } from './freshness.ts';
import { createVerdict } from './create-verdict.ts';
import type { Guard, GuardStatus } from './guard.ts';
import type { GuardEvent } from './guard-event.ts';
import { readGuardOptions, type GuardOptions, type GuardSettings } from './guard-options.ts';
import { createReadiness } from './readiness.ts';
import { createStalenessWatch } from './staleness-watch.ts';

/**
 * Makes a guard. It does nothing until `start` is called, and knows nothing until `ready` resolves; until then its
 * policy decides.
 *
 * @throws TypeError that names everything that is wrong with the options
 */
export function createGuard(options: GuardOptions): Guard {
  const settings = readGuardOptions(options);
  const stopping = new AbortController();
  const parts = createParts(settings, stopping.signal);
  const { freshness, readiness, watch, catchUpOnce, follower } = parts;
  const { clock } = settings;
  const verdictOn = createVerdict(parts.denylist, parts.freshness, parts.covered, settings);
  let following: Promise<void> | undefined;

  async function refresh({ olderThanMs = 0 } = {}): Promise<void> {
    const isYoung = freshness.ageMs(clock.nowMs()) < olderThanMs;
    if (!isYoung && !stopping.signal.aborted) await catchUpOnce();
  }

  return {
    start() {
      watch.start();
      following ??= settings.transport === 'on-demand' ? refresh() : follower.follow(stopping.signal);
    },

    async stop() {
      stopping.abort();
      watch.stop();
      readiness.failed(new Error('The guard was stopped.'));
      await following;
    },

    ready: (signal) => readiness.wait(signal),
    isDenied: (claims) => verdictOn(claims) !== 'accepted',
    verdictOn,
    refresh,

    status: () => statusOf(parts, clock.nowMs()),
  };
}

type GuardParts = ReturnType<typeof createParts>;

function createParts(settings: GuardSettings, stopSignal: AbortSignal) {
  const { clock } = settings;
  const denylist = createGuardDenylist();
  const freshness = createFreshness(settings.maxStalenessMs);
  const readiness = createReadiness();
  const report = (event: GuardEvent): void => {
    try {
      settings.onEvent(event);
    } catch {
      // A log that fails must not stop the guard.
    }
  };
  const covered = createCoveredUserPools(report);
  const watch = createStalenessWatch({ freshness, settings, report });
  const requests = createFeedRequests(settings);
  const keys = createTrustedKeys(settings, requests);
  const onApplied = (receivedAtMs: number): void => {
    const forgetBeforeSeconds = freshness.forgetBeforeSeconds(receivedAtMs);
    if (forgetBeforeSeconds !== undefined) denylist.sweep(forgetBeforeSeconds);
    watch.look();
    const isComplete = freshness.reason(receivedAtMs) !== 'never-synced';
    if (isComplete && readiness.happened()) report({ type: 'ready', entries: denylist.entries() });
  };
  const replica = createReplica({ denylist, covered, freshness, keys, clock, report, onApplied });
  const catchUp = createCatchUp({ requests, replica, report });
  const catchUpOnce = oneAtATime(() => catchUp(stopSignal));
  const streams = createStreamReader({ settings, requests, replica, report });
  const follower = createFeedFollower({ settings, catchUp: catchUpOnce, streams, report });
  return { denylist, covered, freshness, replica, readiness, watch, catchUpOnce, follower };
}

function statusOf({ denylist, freshness, replica, follower }: GuardParts, nowMs: number): GuardStatus {
  const staleReason = freshness.reason(nowMs);
  return {
    stale: staleReason !== undefined,
    staleReason,
    ageMs: staleReason === 'never-synced' ? undefined : freshness.ageMs(nowMs),
    entries: denylist.entries(),
    bytes: denylist.bytes(),
    lagMs: replica.lagMs(),
    cursor: replica.cursor(),
    connection: follower.connection(),
  };
}
