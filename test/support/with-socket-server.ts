import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Asks something of a server on loopback that treats its connections so, and ends them all afterwards. */
export async function withSocketServer<Answer>(
  treat: (socket: Socket) => void,
  ask: (port: number) => Promise<Answer>,
): Promise<Answer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    treat(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await ask((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}
