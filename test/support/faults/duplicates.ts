import type { Call } from '../../../src/fake-cognito/call-log.ts';

/** Why a call was made again that Cognito had carried out. */
export type DuplicateCause =
  /** A process was killed right after it: that it was another one than made the call is less likely. */
  | 'killed'
  /** The database's server was away when it was to be told. */
  | 'database-crashed'
  /** The answer of Cognito never came back: the way to it broke meanwhile. */
  | 'answer-lost'
  | 'other';

export interface Revocations {
  /** Calls that Cognito carried out. */
  readonly carriedOut: number;
  /** Of them, how many had been carried out before. */
  readonly duplicates: number;
  readonly duplicatesBy: Readonly<Record<DuplicateCause, number>>;
}

export interface Disturbances {
  /** When processes were killed. */
  readonly deaths: readonly number[];
  readonly crashes: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Times at which answers were lost. */
  readonly answersLost: readonly { readonly fromMs: number; readonly toMs: number }[];
}

const ENDING: ReadonlySet<string> = new Set(['RevokeToken', 'GlobalSignOut', 'AdminUserGlobalSignOut']);

/** Whoever lives longer after a call has told the store of it, or could have. */
const TELLING_MAX_MS = 1000;
/** The call log and the disturbances are written down by a busy process, one after the other. */
const LAG_MS = 300;

/** How many calls Cognito carried out, how many of them for nothing, and why those were made. */
export function countRevocations(calls: readonly Call[], disturbances: Disturbances): Revocations {
  const carriedOut = calls.filter(
    ({ operation, status, fault }) => ENDING.has(operation) && status === 200 && fault === undefined,
  );
  // The last one of each order is the one that was told of.
  const last = new Map(carriedOut.map((call) => [orderOf(call), call]));
  const repeated = carriedOut.filter((call) => last.get(orderOf(call)) !== call);
  const duplicatesBy = { killed: 0, 'database-crashed': 0, 'answer-lost': 0, other: 0 };
  for (const call of repeated) duplicatesBy[causeOf(call, disturbances)] += 1;
  return { carriedOut: carriedOut.length, duplicates: repeated.length, duplicatesBy };
}

function orderOf({ operation, tokenHash, username }: Call): string {
  return JSON.stringify([operation, tokenHash ?? username]);
}

function causeOf({ atMs }: Call, { deaths, crashes, answersLost }: Disturbances): DuplicateCause {
  const isWithin = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }, beforeMs: number) =>
    fromMs - beforeMs <= atMs && atMs <= toMs + LAG_MS;
  if (answersLost.some((loss) => isWithin(loss, LAG_MS))) return 'answer-lost';
  if (deaths.some((diedMs) => isWithin({ fromMs: diedMs, toMs: diedMs }, TELLING_MAX_MS))) return 'killed';
  if (crashes.some((crash) => isWithin(crash, TELLING_MAX_MS))) return 'database-crashed';
  return 'other';
}
