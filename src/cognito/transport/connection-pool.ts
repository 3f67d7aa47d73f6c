import { performance } from 'node:perf_hooks';
import type { Client } from 'undici';
import { createWaitingLine, type Leave } from '../../collections/waiting-line.ts';

/** A call that needs a connection for itself. */
export interface PooledCall {
  /** Gets a connection, to be given back when the call is over. */
  start(connection: Client): void;
  /** Gets none any more: the pool is closed. */
  refuse(): void;
}

/** Connections to one origin, each of which carries one call at a time. */
export interface ConnectionPool {
  /**
   * Starts the call as soon as a connection is free.
   *
   * @returns forgets a call that has not been started: it never will be
   */
  add(call: PooledCall): Leave;
  giveBack(connection: Client): void;
  /** How many connections carry a call at present. */
  inUse(): number;
  /** Ends every connection, idle or not. */
  close(): Promise<void>;
}

const nothingWaits: Leave = () => undefined;

/** So many are opened as soon as they are needed: more do not make an upstream quicker that answers at once. */
const OPENED_AT_ONCE = 32;
const GROWS_AFTER_MS = 10;
/** What came all at once, and new connections, keep a process busy for a while, which is no reason for still more of them. */
const GROWS_BUSY_AFTER_MS = 100;
/** From here on calls may wait for this process, and not for connections. */
const BUSY_UTILIZATION = 0.95;
/** A process that is busy with calls begins more than that in a turn of the event loop, each on a connection that came free. */
const FREED_IN_A_TURN = 16;

/**
 * Opens as few connections as do, since every further one makes all calls dearer, up to a maximum. While calls wait
 * although this process has time to spare, the upstream is what takes long: every 10 ms there are up to twice as many then. So
 * it is where the process is busy, with refusals say, and yet hardly any connection comes free: every 100 ms then.
 *
 * @param open opens one that connects by itself, and again after it was closed
 */
export function createConnectionPool(open: () => Client, connectionsMax: number): ConnectionPool {
  const opened: Client[] = [];
  // The one that was used last goes first, so that those in excess are closed for being idle.
  const idle: Client[] = [];
  const waiting = createWaitingLine<PooledCall>();
  let freed = 0;
  let isClosed = false;

  const openAnother = (): Client => {
    const connection = open();
    opened.push(connection);
    return connection;
  };

  const growth = createGrowth({
    isNeeded: () => waiting.size() > 0 && opened.length < connectionsMax,
    freed: () => freed,
    grow: () => {
      const more = Math.min(opened.length, connectionsMax - opened.length);
      for (let opens = 0; opens < more; opens += 1) waiting.takeFirst()?.start(openAnother());
    },
  });

  return {
    add(call) {
      if (isClosed) {
        call.refuse();
        return nothingWaits;
      }
      const connection = idle.pop() ?? (opened.length < OPENED_AT_ONCE ? openAnother() : undefined);
      if (connection !== undefined) {
        call.start(connection);
        return nothingWaits;
      }
      const forget = waiting.add(call);
      growth.begin();
      return forget;
    },
    giveBack(connection) {
      freed += 1;
      const next = waiting.takeFirst();
      if (next === undefined) idle.push(connection);
      else next.start(connection);
    },
    inUse: () => opened.length - idle.length,
    async close() {
      isClosed = true;
      growth.stop();
      for (let call = waiting.takeFirst(); call !== undefined; call = waiting.takeFirst()) call.refuse();
      await Promise.all(opened.map((connection) => connection.destroy()));
    },
  };
}

interface GrowthOptions {
  readonly isNeeded: () => boolean;
  /** How many connections have come free so far. */
  readonly freed: () => number;
  readonly grow: () => void;
}

/** Grows every 10 ms for as long as it is needed; every 100 ms while this process is busy, unless with the calls. */
function createGrowth({ isNeeded, freed, grow }: GrowthOptions) {
  let timer: NodeJS.Timeout | undefined;
  let grewMs = 0;

  const growUnlessBusy = (utilization: number, freedBefore: number): void => {
    const nowMs = performance.now();
    const hasTime = utilization < BUSY_UTILIZATION;
    const couldDoMore = nowMs - grewMs >= GROWS_BUSY_AFTER_MS && freed() - freedBefore < FREED_IN_A_TURN;
    if (hasTime || couldDoMore) {
      grewMs = nowMs;
      grow();
    }
    timer = isNeeded() ? look() : undefined;
  };
  const look = (): NodeJS.Timeout => {
    const before = performance.eventLoopUtilization();
    return setTimeout(() => {
      // Of this turn, in which all answers that came during the one before are read.
      setImmediate(growUnlessBusy, performance.eventLoopUtilization(before).utilization, freed());
    }, GROWS_AFTER_MS);
  };

  return {
    begin: (): void => {
      if (timer !== undefined || !isNeeded()) return;
      grewMs = performance.now();
      timer = look();
    },
    stop: (): void => clearTimeout(timer),
  };
}
