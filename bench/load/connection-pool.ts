import { connect, type Socket } from 'node:net';
import { createMessageReader } from './message-reader.ts';

/** What came of one request: its status, or 0 where the connection ended without an answer. */
export type OnAnswer = (status: number) => void;

export interface ConnectionPool {
  /** Sends a request on an idle connection or on a new one; waits for one where there are as many as may be. */
  send(request: Buffer, onAnswer: OnAnswer): void;
  /** Sends a request on a new connection, whatever else is idle. */
  sendOnNew(request: Buffer, onAnswer: OnAnswer): void;
  close(): void;
}

interface Connection {
  readonly socket: Socket;
  onAnswer: OnAnswer | undefined;
}

/** Connections that stay open, one request at a time on each, as a load balancer keeps them. */
export function createConnectionPool(port: number, connectionsMax: number): ConnectionPool {
  const idle: Connection[] = [];
  const open = new Set<Connection>();
  const waiting: { readonly request: Buffer; readonly onAnswer: OnAnswer }[] = [];
  let isClosed = false;

  function openConnection(): Connection {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const connection: Connection = { socket, onAnswer: undefined };
    open.add(connection);
    socket.on(
      'data',
      createMessageReader((firstLine) => answered(connection, Number(firstLine.slice(9, 12)))),
    );
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(connection);
      const at = idle.indexOf(connection);
      if (at >= 0) idle.splice(at, 1);
      connection.onAnswer?.(0);
      const next = isClosed ? undefined : waiting.shift();
      if (next !== undefined) sendOn(openConnection(), next.request, next.onAnswer);
    });
    return connection;
  }

  function answered(connection: Connection, status: number): void {
    const { onAnswer } = connection;
    connection.onAnswer = undefined;
    const next = waiting.shift();
    if (next === undefined) idle.push(connection);
    else sendOn(connection, next.request, next.onAnswer);
    onAnswer?.(status);
  }

  function sendOn(connection: Connection, request: Buffer, onAnswer: OnAnswer): void {
    connection.onAnswer = onAnswer;
    connection.socket.write(request);
  }

  return {
    send: (request, onAnswer) => {
      if (isClosed) return;
      const connection = idle.pop() ?? (open.size < connectionsMax ? openConnection() : undefined);
      if (connection === undefined) waiting.push({ request, onAnswer });
      else sendOn(connection, request, onAnswer);
    },
    sendOnNew: (request, onAnswer) => sendOn(openConnection(), request, onAnswer),
    close: () => {
      isClosed = true;
      for (const connection of open) {
        connection.onAnswer = undefined;
        connection.socket.destroy();
      }
    },
  };
}
