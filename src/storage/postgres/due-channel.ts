import { Client } from 'pg';
import { connectionConfig, type PostgresSettings } from './postgres-connection.ts';

const CHANNEL = 'cognito_logout_due';

/** Tells the other instances, with the transaction that it is part of, that there is work. */
export const NOTIFY_DUE = `SELECT pg_notify('${CHANNEL}', '')`;

const RECONNECT_AFTER_MS_MIN = 200;
const RECONNECT_AFTER_MS_SPAN = 2000;

/**
 * Listens on a connection of its own and calls `heard` for every notification, and after every gap in listening,
 * in which some may have been missed. Returns how to stop.
 */
export function listenForDue(settings: PostgresSettings, heard: () => void): () => Promise<void> {
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

  const connect = async (): Promise<void> => {
    const next = new Client(connectionConfig(settings));
    client = next;
    next.on('error', () => undefined);
    next.on('end', again);
    next.on('notification', heard);
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      heard();
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
