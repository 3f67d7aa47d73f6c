import type { Clock } from '../revocation/ports/clock.ts';
import { clientReport, type ClientReport } from './client-report.ts';
import type { ExamineClient } from './ports/client-facts.ts';

export interface ClientReports {
  /** The last report of an app client, if there is one. */
  known(clientId: string): ClientReport | undefined;
  /**
   * Examines whichever app clients have no report of the last minutes, and resolves with those that were examined. Whoever
   * asks while that is being done waits for the same. One whose examination failed keeps the report that it has. Never
   * rejects.
   */
  refresh(): Promise<readonly ClientReport[]>;
  /** The app client has been changed: what is known of it holds no longer, nor what is just being read of it. */
  forget(clientId: string): void;
}

export interface ClientReportsDependencies {
  readonly clientIds: readonly string[];
  readonly examine: ExamineClient;
  readonly clock: Clock;
  /** Hears of an examination that threw. */
  readonly failed: (event: { readonly clientId: string; readonly cause: unknown }) => void;
}

const FRESH_MS = 5 * 60_000;
const DEADLINE_MS = 10_000;

/** One app client after the other: Cognito lets an account describe few of them a second. */
export function createClientReports(dependencies: ClientReportsDependencies): ClientReports {
  const { clientIds, examine, clock, failed } = dependencies;
  const reports = new Map<string, ClientReport>();
  const changed = new Set<string>();
  let running: Promise<readonly ClientReport[]> | undefined;

  const isFresh = (clientId: string): boolean => {
    const ageMs = clock.nowMs() - (reports.get(clientId)?.checkedAtMs ?? -Infinity);
    return ageMs >= 0 && ageMs < FRESH_MS;
  };

  const reportOn = async (clientId: string): Promise<ClientReport | undefined> => {
    changed.delete(clientId);
    try {
      const facts = await examine(clientId, AbortSignal.timeout(DEADLINE_MS));
      return changed.has(clientId) ? undefined : clientReport(facts, clock.nowMs());
    } catch (cause) {
      failed({ clientId, cause });
      return undefined;
    }
  };

  const refresh = async (): Promise<readonly ClientReport[]> => {
    const examined: ClientReport[] = [];
    for (const clientId of clientIds.filter((one) => !isFresh(one))) {
      const report = await reportOn(clientId);
      if (report === undefined) continue;
      reports.set(clientId, report);
      examined.push(report);
    }
    return examined;
  };

  return {
    known: (clientId) => reports.get(clientId),
    forget: (clientId) => {
      reports.delete(clientId);
      changed.add(clientId);
    },
    refresh: () => {
      running ??= refresh().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
