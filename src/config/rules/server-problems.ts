import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import type { Config } from '../config.ts';

/** Values that are right each by itself and wrong together. */
export function serverProblems(server: Config['server']): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (server.port === server.managementPort && server.port !== 0) {
    problems.push({ variable: 'MANAGEMENT_PORT', problem: 'must differ from PORT. Choose another port.' });
  }
  if (server.drainDelayMs >= server.shutdownTimeoutMs) {
    const problem =
      'must be less than SHUTDOWN_TIMEOUT_MS, so that time is left to answer what is in flight.';
    problems.push({ variable: 'DRAIN_DELAY_MS', problem });
  }
  return problems;
}
