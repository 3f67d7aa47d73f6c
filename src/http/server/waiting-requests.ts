import { handleEach } from '../../revocation/handle-each.ts';

/** How many of those that wait may be begun, and for how long one may wait. */
export interface WaitingRules {
  /** How many may be begun in this turn of the event loop: none where it is not above 0. */
  room(): number;
  /** In milliseconds. */
  waitMaxMs(): number;
  /** Is told that none waits any more. */
  noneWaits(): void;
}

export interface WaitingOptions<Item> {
  readonly begin: (item: Item) => void;
  /** Gets those that have waited for too long instead. */
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
  /** How many wait. */
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
 *
 * Whatever `begin` or `shed` throws is thrown on, and holds up none of the others.
 */
export function createWaitingRequests<Item>(options: WaitingOptions<Item>): WaitingRequests<Item> {
  const { begin, shed, rules, waitsOn } = options;
  let soon: Item[] = [];
  const waiting: Waiting<Item>[] = [];
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;

  const lookAtEnd = () => {
    if (!isLooking) setImmediate(look);
    isLooking = true;
  };
  const lookLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      lookAtEnd();
    }, LOOK_AGAIN_MS);
  };

  function look(): void {
    if (waitsOn()) {
      setImmediate(look);
      return;
    }
    isLooking = false;
    const room = Math.max(0, rules.room());
    const tooLate = waiting.splice(0, countLate(waiting, rules.waitMaxMs(), room)).map(({ item }) => item);
    const begun = [...soon, ...waiting.splice(0, room).map(({ item }) => item)];
    soon = [];
    if (waiting.length > 0) (begun.length > 0 ? lookAtEnd : lookLater)();
    else if (tooLate.length === 0) rules.noneWaits();
    try {
      handleEach(begun, begin);
    } finally {
      handleEach(tooLate, shed);
    }
  }

  return {
    beginSoon: (item) => {
      soon.push(item);
      lookAtEnd();
    },
    wait: (item) => {
      waiting.push({ item, sinceMs: performance.now() });
      lookAtEnd();
    },
    count: () => waiting.length,
    longestMs: () => {
      const [oldest] = waiting;
      return oldest === undefined ? 0 : performance.now() - oldest.sinceMs;
    },
  };
}

/** How many of the oldest have waited for too long. Those for which there is room are begun, however late. */
function countLate(waiting: readonly Waiting<unknown>[], waitMaxMs: number, room: number): number {
  const sinceMs = performance.now() - waitMaxMs;
  const firstInTime = waiting.findIndex((one) => one.sinceMs >= sinceMs);
  return Math.min(firstInTime < 0 ? waiting.length : firstInTime, Math.max(0, waiting.length - room));
}
