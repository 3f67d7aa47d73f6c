import { connect, type Socket } from 'node:net';

const LIVE = '{"status":"live"}';

export interface Exchanged {
  /** Everything that came back. */
  readonly text: string;
  /** Whether the question at the end was answered, so that the connection can take more requests. */
  readonly isReusable: boolean;
}

export interface FuzzConnection {
  /** Sends bytes, and after them a question that tells by its answer whether everything before it is done with. */
  exchange(bytes: string): Promise<Exchanged>;
  close(how: 'end' | 'reset'): Promise<void>;
}

/**
 * A connection on which requests are sent without waiting for the answer of each.
 *
 * @param quietMs how long nothing may arrive before a request counts as unfinished: the service waits for its rest
 */
export function openFuzzConnection(port: number, name: string, quietMs: number): FuzzConnection {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => socket.destroy());
  socket.setTimeout(quietMs);
  let exchanges = 0;
  return {
    exchange(bytes) {
      exchanges += 1;
      const id = `question-${name}-${exchanges}`;
      socket.write(bytes, 'latin1');
      socket.write(`GET /livez HTTP/1.1\r\nHost: service\r\nX-Request-Id: ${id}\r\n\r\n`);
      return answerTo(socket, id);
    },
    close: (how) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve();
        socket.once('close', () => resolve());
        socket.resume();
        if (how === 'reset') socket.resetAndDestroy();
        else {
          socket.once('timeout', () => socket.destroy());
          socket.end();
        }
      }),
  };
}

function answerTo(socket: Socket, id: string): Promise<Exchanged> {
  return new Promise((resolve) => {
    let text = '';
    const done = (isReusable: boolean) => {
      socket.off('data', take);
      socket.off('close', onEnd);
      socket.off('timeout', onEnd);
      resolve({ text, isReusable });
    };
    const take = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const asked = text.indexOf(id);
      if (asked !== -1 && text.includes(LIVE, asked)) done(true);
    };
    const onEnd = () => done(false);
    socket.on('data', take);
    socket.on('close', onEnd);
    socket.on('timeout', onEnd);
    if (socket.destroyed) onEnd();
  });
}
