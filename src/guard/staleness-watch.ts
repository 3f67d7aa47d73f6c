import type { Freshness } from './freshness.ts';
import type { GuardEvent } from './guard-event.ts';
import type { GuardSettings } from './guard-options.ts';

/** Tells when the guard's knowledge becomes stale, and when it is fresh again. Verdicts do not wait for it. */
export interface StalenessWatch {
  start(): void;
  /** To be called after each batch. */
  look(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 500;

export function createStalenessWatch(parts: {
  readonly freshness: Freshness;
  readonly settings: Pick<GuardSettings, 'clock' | 'maxStalenessMs'>;
  readonly report: (event: GuardEvent) => void;
}): StalenessWatch {
  const { freshness, settings, report } = parts;
  let wasStale = true;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const reason = freshness.reason(settings.clock.nowMs());
    const isStale = reason !== undefined;
    if (isStale === wasStale) return;
    wasStale = isStale;
    report(isStale ? { type: 'stale', reason } : { type: 'fresh' });
  }

  return {
    start() {
      timer ??= setInterval(look, LOOK_EVERY_MS).unref();
    },
    look,
    stop: () => clearInterval(timer),
  };
}
