import { quantile } from '../report/quantile.ts';

/** What came of the requests of one run of a generator. */
export interface Answers {
  readonly sent: number;
  /** How many were answered with each status; 0 counts those whose connection ended without an answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers of 200 a second, those that came while load was sent. */
  readonly acceptedPerSecond: number;
  /** Of answers of 200. */
  readonly accepted: Latency;
  /** Of those of them that were to be sent once the load had lasted for a second. */
  readonly acceptedLater: Latency;
  /** Of all others. Of none, there is no number. */
  readonly refused: Latency;
}

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
}

export interface Answer {
  readonly status: number;
  readonly latencyMs: number;
  /** Whether it came while load was sent. */
  readonly isInTime: boolean;
  /** Whether its request was to be sent once the load had lasted for a second. */
  readonly isLater: boolean;
}

export interface AnswerLog {
  record(answer: Answer): void;
  answers(sent: number, seconds: number): Answers;
}

export function createAnswerLog(): AnswerLog {
  const statuses: Record<string, number> = {};
  const accepted: number[] = [];
  const acceptedLater: number[] = [];
  const refused: number[] = [];
  let acceptedInTime = 0;
  return {
    record: ({ status, latencyMs, isInTime, isLater }) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      (status === 200 ? accepted : refused).push(latencyMs);
      if (status === 200 && isLater) acceptedLater.push(latencyMs);
      if (status === 200 && isInTime) acceptedInTime += 1;
    },
    answers: (sent, seconds) => ({
      sent,
      statuses,
      acceptedPerSecond: acceptedInTime / seconds,
      accepted: latencyOf(accepted),
      acceptedLater: latencyOf(acceptedLater),
      refused: latencyOf(refused),
    }),
  };
}

function latencyOf(values: readonly number[]): Latency {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => Math.round((quantile(sorted, share) ?? Number.NaN) * 1000) / 1000;
  return { p50Ms: at(0.5), p99Ms: at(0.99), p999Ms: at(0.999) };
}
