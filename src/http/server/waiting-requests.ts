import { handleEach } from '../../scheduling/handle-each.ts';

/** What may be done in a turn of the event loop, asked in each. */
export interface WaitingRules {
  /** How many of those that wait may be begun: none where it is not above 0. */
  room(): number;
  /** For how long one may wait, in milliseconds. */
  waitMaxMs(): number;
  /** How many may be shed, at most. */
  shedMax(): number;
  /** How many may wait to be shed, since each of them is kept in memory. */
  shedLaterMax(): number;
}

export interface WaitingOptions<Item> {
  readonly begin: (item: Item) => void;
  /** Gets those that are shed instead. */
  readonly shed: (item: Item) => void;
  readonly rules: WaitingRules;
  /** Whether to let another turn pass before, asked at the end of each. */
  readonly waitsOn: () => boolean;
}

export interface WaitingRequests<Item> {
  /** Begins it at the end of this turn of the event loop, whatever waits. */
  beginSoon(item: Item): void;
  /** Begins it in its turn, or sheds it. */
  wait(item: Item): void;
  /** Sheds it in its turn, or at once where too many wait for that. */
  shedSoon(item: Item): void;
  /** How many wait to be begun. */
  count(): number;
  /** For how long the oldest of them has waited, in milliseconds: 0 where none does. */
  longestMs(): number;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly sinceMs: number;
}

/** After which time to look again where there was no room. */
const LOOK_AGAIN_MS = 2;

/**
 * Keeps requests until the end of the turn of the event loop in which they came, and begins them then, in their order and
 * as many as there is room for, so that what each of them leads to is done in step with the others (see `atEndOfTurn`).
 * Where there is room for more than wait in time, the latest of the late are begun.
 *
 * What is shed, having waited for too long or as it came, is shed in turns, a bounded number in each, so that refusing does
 * not keep the process from what it let in.
 *
 * Whatever `begin` or `shed` throws is thrown on, and holds up none of the others.
 */
export function createWaitingRequests<Item>(options: WaitingOptions<Item>): WaitingRequests<Item> {
  const { begin, shed, rules, waitsOn } = options;
  let soon: Item[] = [];
  const waiting: Waiting<Item>[] = [];
  const shedLater: Item[] = [];

  const { atEnd, later } = createLookout(waitsOn, () => {
    const begun = [...soon, ...takeBegun(waiting, rules)];
    soon = [];
    const isShed = takeShed(waiting, shedLater, rules);
    if (waiting.length + shedLater.length > 0) (begun.length + isShed.length > 0 ? atEnd : later)();
    try {
      handleEach(begun, begin);
    } finally {
      handleEach(isShed, shed);
    }
  });

  return {
    beginSoon: (item) => {
      soon.push(item);
      atEnd();
    },
    wait: (item) => {
      waiting.push({ item, sinceMs: performance.now() });
      atEnd();
    },
    shedSoon: (item) => {
      if (shedLater.length >= rules.shedLaterMax()) return shed(item);
      shedLater.push(item);
      atEnd();
    },
    count: () => waiting.length,
    longestMs: () => {
      const [oldest] = waiting;
      return oldest === undefined ? 0 : performance.now() - oldest.sinceMs;
    },
  };
}

/** Looks at the end of a turn of the event loop, once however often it is asked to, or a little later. */
function createLookout(waitsOn: () => boolean, look: () => void) {
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;
  const lookUnlessOthersGoFirst = () => {
    if (waitsOn()) {
      setImmediate(lookUnlessOthersGoFirst);
      return;
    }
    isLooking = false;
    look();
  };
  const atEnd = () => {
    if (!isLooking) setImmediate(lookUnlessOthersGoFirst);
    isLooking = true;
  };
  const later = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      atEnd();
    }, LOOK_AGAIN_MS);
  };
  return { atEnd, later };
}

/** Takes those out for which there is room: the oldest that are in time, and then the latest of the others. */
function takeBegun<Item>(waiting: Waiting<Item>[], rules: WaitingRules): readonly Item[] {
  const room = Math.max(0, rules.room());
  const late = countLate(waiting, rules.waitMaxMs());
  const inTime = waiting.splice(late, room);
  const first = Math.max(0, late - (room - inTime.length));
  return [...waiting.splice(first, late - first), ...inTime].map(({ item }) => item);
}

/** Takes those out that are shed: what has waited for too long, and then what was to be shed when it came. */
function takeShed<Item>(waiting: Waiting<Item>[], shedLater: Item[], rules: WaitingRules): readonly Item[] {
  const max = rules.shedMax();
  const late = waiting.splice(0, Math.min(countLate(waiting, rules.waitMaxMs()), max));
  return [...late.map(({ item }) => item), ...shedLater.splice(0, max - late.length)];
}

/** How many of the oldest have waited for too long. */
function countLate(waiting: readonly Waiting<unknown>[], waitMaxMs: number): number {
  if (waitMaxMs === Infinity) return 0;
  const sinceMs = performance.now() - waitMaxMs;
  const firstInTime = waiting.findIndex((one) => one.sinceMs >= sinceMs);
  return firstInTime < 0 ? waiting.length : firstInTime;
}
