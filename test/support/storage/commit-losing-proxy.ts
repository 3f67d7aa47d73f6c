import { connect, createServer, type AddressInfo } from 'node:net';

/** Stands between a program and its PostgreSQL server, and can lose the answers to commits. */
export interface CommitLosingProxy {
  readonly port: number;
  /** From now on, every connection breaks when the answer to a COMMIT comes: the commit is done, and nobody hears of it. */
  lose(): void;
  keep(): void;
  stop(): Promise<void>;
}

export async function startCommitLosingProxy(targetPort: number): Promise<CommitLosingProxy> {
  let isLosing = false;
  const server = createServer((client) => {
    const upstream = connect(targetPort, 'localhost');
    let isCommitting = false;
    client.on('data', (chunk) => {
      isCommitting = isLosing && chunk.includes('COMMIT\0');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (isCommitting) client.destroy();
      else client.write(chunk);
    });
    client.on('error', () => undefined).once('close', () => upstream.destroy());
    upstream.on('error', () => undefined).once('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lose: () => {
      isLosing = true;
    },
    keep: () => {
      isLosing = false;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
