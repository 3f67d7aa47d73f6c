import { Writable } from 'node:stream';
import {
  createTelemetry,
  type RunningTelemetry,
  type TelemetryOptions,
} from '../../src/telemetry/create-telemetry.ts';
import { createLogDestination } from '../../src/telemetry/log-destination.ts';

export interface RecordedTelemetry {
  readonly telemetry: RunningTelemetry;
  /** Everything that was logged, as text and as parsed lines. */
  readonly text: () => string;
  readonly lines: () => readonly Record<string, unknown>[];
}

/** The service's telemetry, writing to memory instead of standard output. */
export function createRecordedTelemetry(options: Partial<TelemetryOptions> = {}): RecordedTelemetry {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      done();
    },
  });
  const telemetry = createTelemetry({
    level: 'trace',
    routes: ['POST /logout', 'POST /admin/revoke'],
    destination: createLogDestination(stream),
    ...options,
  });
  return {
    telemetry,
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
