import type { Freshness } from './freshness.ts';
import type { GuardEvent, StaleReason } from './guard-event.ts';
import type { GuardSettings } from './guard-options.ts';

/**
 * Tells when the guard's knowledge becomes stale, or for another reason than before, and when it is fresh again. Verdicts
 * do not wait for it.
 */
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
  let told: StaleReason | undefined = 'never-synced';
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const reason = freshness.reason(settings.clock.nowMs());
    if (reason === told) return;
    told = reason;
    report(reason === undefined ? { type: 'fresh' } : { type: 'stale', reason });
  }

  return {
    start() {
      timer ??= setInterval(look, LOOK_EVERY_MS).unref();
    },
    look,
    stop: () => clearInterval(timer),
  };
}
