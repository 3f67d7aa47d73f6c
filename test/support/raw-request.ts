import { connect, type Socket } from 'node:net';

/** Sends bytes to a port of this machine and resolves with all that came back once the other side has closed. */
export function rawRequest(port: number, bytes: string): Promise<string> {
  return answerOf(openRaw(port, bytes));
}

/** Opens a connection, sends bytes and leaves it open. */
export function openRaw(port: number, bytes: string): Socket {
  const socket = connect({ host: '127.0.0.1', port });
  if (bytes !== '') socket.write(bytes, 'latin1');
  return socket;
}

/** Everything that arrives on a connection until it closes, however it closes. */
export function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(text));
  });
}
