import { constants } from 'node:os';
import type { StopTimes } from '../../http/server/graceful-stop.ts';
import type { RunningTelemetry } from '../../telemetry/create-telemetry.ts';

export interface Supervision {
  readonly telemetry: RunningTelemetry;
  /** How long to go on serving after the first signal, while readiness fails already. */
  readonly drainDelayMs: number;
  /** When the process has ended at the latest after the first signal. */
  readonly shutdownTimeoutMs: number;
  /** Stops whatever has been started by now, and says how many requests were cut off. */
  readonly stop: (times: StopTimes) => Promise<number>;
  /** Resolves when something has failed that nothing but a restart mends. */
  readonly failed: Promise<void>;
}

type Crash = 'uncaughtException' | 'unhandledRejection';

const FLUSH_MS = 500;
const CRASH_STOP_MS = 3_000;
const CRASH_EXIT_MS = 4_500;

/**
 * Ends the process in an orderly way: at SIGTERM or SIGINT after what is in flight has been answered, with exit code
 * 0; at a second signal at once, with 128 and the signal's number; and after an error that nobody caught, once it is
 * logged without its message and requests had three seconds, with exit code 1. Node's own handling of such an error
 * would print its message, and with it whatever input the message quotes. What only a restart mends ends it in the same
 * way, so that whatever runs the process starts it again.
 */
export function superviseProcess(supervision: Supervision): void {
  const { telemetry, stop, failed, drainDelayMs, shutdownTimeoutMs } = supervision;
  let ending = false;
  let exitCode = 0;

  const exit = async (code: number) => {
    await telemetry.flush(FLUSH_MS);
    process.exit(code);
  };

  const onSignal = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (ending) return exit(128 + constants.signals[signal]);
    ending = true;
    telemetry.stopping({ signal, drainMs: drainDelayMs });
    const timeoutMs = Math.max(0, shutdownTimeoutMs - drainDelayMs - FLUSH_MS);
    // Should anything hang, the process is not left to be killed: what it has accepted is stored.
    setTimeout(() => void exit(1), shutdownTimeoutMs);
    telemetry.stopped({ cutOff: await stop({ drainDelayMs, timeoutMs }) });
    return exit(exitCode);
  };

  const onFailure = async () => {
    exitCode = 1;
    setTimeout(() => process.exit(1), CRASH_EXIT_MS);
    if (ending) return;
    ending = true;
    await stop({ drainDelayMs: 0, timeoutMs: CRASH_STOP_MS });
    return exit(1);
  };

  const onCrash = (kind: Crash, cause: unknown) => {
    telemetry.crashed({ kind, cause });
    return onFailure();
  };

  void failed.then(onFailure);
  process.on('SIGTERM', (signal) => void onSignal(signal as 'SIGTERM'));
  process.on('SIGINT', (signal) => void onSignal(signal as 'SIGINT'));
  process.on('uncaughtException', (error) => void onCrash('uncaughtException', error));
  process.on('unhandledRejection', (reason) => void onCrash('unhandledRejection', reason));
}
