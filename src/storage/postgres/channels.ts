import { Client } from 'pg';
import { connectionConfig, type PostgresSettings } from './postgres-connection.ts';

/** What is heard of on each channel. */
export interface Heard {
  readonly due: () => void;
  readonly denied: () => void;
}

const PREFIX = 'cognito_logout_';
const CHANNELS = ['due', 'denied'] as const satisfies readonly (keyof Heard)[];

/** Tells the other instances, with the transaction that it is part of, that there is work. */
export const NOTIFY_DUE = `SELECT pg_notify('${PREFIX}due', '')`;

/** The same, that the denylist has grown. */
export const NOTIFY_DENIED = `SELECT pg_notify('${PREFIX}denied', '')`;

const RECONNECT_AFTER_MS_MIN = 200;
const RECONNECT_AFTER_MS_SPAN = 2000;

/** Nobody hears that a connection is dead, on which nothing is sent: after a failover, or behind what forgets idle ones. */
const SIGN_OF_LIFE_EVERY_MS = 5000;

/**
 * Listens on a connection of its own and tells of every notification, and on all channels after every gap in
 * listening, in which some may have been missed. Returns how to stop.
 */
export function listenToChannels(settings: PostgresSettings, heard: Heard): () => Promise<void> {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const again = (): void => {
    client = undefined;
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => void connect(),
      RECONNECT_AFTER_MS_MIN + Math.random() * RECONNECT_AFTER_MS_SPAN,
    );
  };

  const askAgain = (listening: Client): void => {
    if (stopped || listening !== client) return;
    timer = setTimeout(() => {
      // Ending it is told as `end`, after which it is made anew.
      listening.query('SELECT 1').then(
        () => askAgain(listening),
        () => listening.end(),
      );
    }, SIGN_OF_LIFE_EVERY_MS);
  };

  const connect = async (): Promise<void> => {
    const next = new Client(connectionConfig(settings));
    client = next;
    next.on('error', () => undefined);
    next.on('end', again);
    next.on('notification', ({ channel }) => {
      for (const name of CHANNELS) if (channel === PREFIX + name) heard[name]();
    });
    try {
      await next.connect();
      for (const name of CHANNELS) await next.query(`LISTEN ${PREFIX}${name}`);
      for (const name of CHANNELS) heard[name]();
      askAgain(next);
    } catch {
      // Ends the connection where there was one; `end` is not told of one that was never made.
      next.removeListener('end', again);
      await next.end().catch(() => undefined);
      again();
    }
  };

  void connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
