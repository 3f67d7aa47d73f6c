import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { SELF_SIGNED } from '../cognito/self-signed.ts';

/** What stands in front of a service in production: it ends TLS and passes bytes on. */
export interface TlsFront {
  readonly url: string;
  readonly port: number;
  passTo(port: number): void;
  stop(): void;
}

export async function startTlsFront(): Promise<TlsFront> {
  const sockets = new Set<Socket>();
  let target = 0;
  const server = createServer(SELF_SIGNED, (socket) => {
    const upstream = connect(target, '127.0.0.1');
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => sockets.delete(one));
    }
    socket.pipe(upstream).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    passTo: (to) => {
      target = to;
    },
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
