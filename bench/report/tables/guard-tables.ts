import { markdownTable } from '../../../scripts/documents/markdown-table.ts';
import type { GuardResults } from '../../measures/guard.ts';
import { figure } from '../plots/figure.ts';

/** What a check costs, beside the verification that it follows. */
export function checkTable({ checks }: GuardResults): string {
  return markdownTable(
    [
      'Entries',
      "check, `onStale: 'allow'`",
      "`onStale: 'deny'`",
      'a denied token',
      'aws-jwt-verify',
      'jose',
      'verification ÷ check (allow, deny)',
      'bytes an entry (tables, process)',
    ],
    checks.map(({ entries, nanoseconds, bytesPerEntry, memoryPerEntry }) => [
      figure(entries),
      figure(nanoseconds.allow),
      figure(nanoseconds.deny),
      figure(nanoseconds.denied),
      figure(nanoseconds['aws-jwt-verify']),
      figure(nanoseconds.jose),
      `${figure(nanoseconds['aws-jwt-verify'] / nanoseconds.allow)}, ${figure(nanoseconds['aws-jwt-verify'] / nanoseconds.deny)}`,
      `${figure(bytesPerEntry)}, ${figure(memoryPerEntry)}`,
    ]),
  );
}

/** What asking somebody else costs a request instead. */
export function askingTable({ asking }: GuardResults): string {
  return markdownTable(
    ['To ask about one token', 'p50 ms', 'p99 ms'],
    Object.entries(asking).map(([what, spread]) => [what, figure(spread.p50), figure(spread.p99)]),
  );
}

/** How long after a logout the last guard refuses the token. */
export function propagationTable({ propagation }: GuardResults): string {
  return markdownTable(
    ['Instances', 'Guards', 'p50 ms', 'p99 ms', 'slowest ms'],
    propagation.map(({ instances, guards, p50, p99, max }) => [
      String(instances),
      String(guards),
      figure(p50),
      figure(p99),
      figure(max),
    ]),
  );
}

export function catchUpSentence({ catchUp }: GuardResults): string {
  const { entries, seconds, residentMegabytes } = catchUp;
  return `A guard that starts knows ${figure(entries)} entries after ${figure(seconds.median)} s (${figure(seconds.min)}–${figure(seconds.max)} s, five starts), by which its process grows by ${figure(residentMegabytes)} MB.`;
}
