import type { ClientReport } from '../../doctor/client-report.ts';
import type { ClientReports } from '../../doctor/client-reports.ts';
import type { Timers } from '../../relay/ports/timers.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { ServiceLifecycle } from '../service-lifecycle.ts';

export interface ReportParts {
  readonly clientReports: ClientReports;
  readonly telemetry: Telemetry;
  readonly timers: Timers;
  /** How long after the start. */
  readonly delayMs: number;
}

/** Has the app clients examined once the service has started, and tells what was found. Holds nothing up, and fails nothing. */
export function reportAfterStart(lifecycle: ServiceLifecycle, parts: ReportParts): ServiceLifecycle {
  const { clientReports, telemetry, timers, delayMs } = parts;
  let callOff: (() => void) | undefined;
  const report = async (): Promise<void> => {
    for (const one of await clientReports.refresh()) tell(one, telemetry);
  };
  return {
    async start() {
      const ports = await lifecycle.start();
      callOff = timers.after(delayMs, () => void report());
      return ports;
    },
    stop(times) {
      callOff?.();
      return lifecycle.stop(times);
    },
  };
}

function tell({ clientId, userPoolId, findings }: ClientReport, telemetry: Telemetry): void {
  for (const { id, severity, seen, remedy } of findings) {
    telemetry.clientFinding({ clientId, userPoolId, finding: id, severity, seen, remedy });
  }
}
