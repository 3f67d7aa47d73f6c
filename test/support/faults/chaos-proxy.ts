import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to the answers that come through. */
export type Chaos =
  | { readonly kind: 'pass' }
  /** Every part of an answer comes so much later. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Every connection is reset, as if nothing listened. */
  | { readonly kind: 'refuse' }
  /** Everything is swallowed, and connections stay open. */
  | { readonly kind: 'blackhole' }
  /** The request arrives; of its answer so many bytes come back before a reset. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** As `reset`, with an orderly end. */
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  /** The answer comes in pieces of so many bytes. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number };

/** Stands between the service and Cognito, as a network would, and fails as one does. */
export interface ChaosProxy {
  readonly url: string;
  /** From now on, for connections that are open as well. */
  set(chaos: Chaos): void;
  /** The connections that are open are dead without a word, for ever. New ones are as they were. */
  lose(): void;
  /** How many connections are open. */
  connections(): number;
  stop(): Promise<void>;
}

const PASS: Chaos = { kind: 'pass' };
const BLACKHOLE: Chaos = { kind: 'blackhole' };

/** Starts a TCP proxy on loopback in front of a port of this machine. */
export async function startChaosProxy(targetPort: number): Promise<ChaosProxy> {
  let chaos = PASS;
  const clients = new Set<Socket>();
  const lost = new WeakSet<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.once('close', () => clients.delete(client));
    if (chaos.kind === 'refuse') client.resetAndDestroy();
    else join(client, connect(targetPort, '127.0.0.1'), () => (lost.has(client) ? BLACKHOLE : chaos));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      chaos = next;
      if (next.kind === 'refuse') for (const client of clients) client.resetAndDestroy();
    },
    lose() {
      for (const client of clients) lost.add(client);
    },
    connections: () => clients.size,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}

function join(client: Socket, upstream: Socket, chaos: () => Chaos): void {
  const sendBack = createSendBack(client, chaos);
  client.on('data', (chunk) => {
    if (chaos().kind !== 'blackhole') upstream.write(chunk);
  });
  upstream.on('data', sendBack);
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    // Whichever way a connection breaks, its other half breaks with it.
    one.on('error', () => undefined);
    one.once('close', () => other.destroy());
  }
}

function createSendBack(client: Socket, chaos: () => Chaos): (chunk: Buffer) => void {
  let bytesSent = 0;
  const send = (chunk: Buffer) => {
    if (!client.destroyed) client.write(chunk);
  };
  const breakOff = (chunk: Buffer, afterBytes: number, end: () => void) => {
    const part = chunk.subarray(0, Math.max(0, afterBytes - bytesSent));
    bytesSent += part.length;
    if (part.length > 0) client.write(part, end);
    else end();
  };
  return (chunk) => {
    const now = chaos();
    switch (now.kind) {
      case 'pass':
        return send(chunk);
      case 'latency':
        return void setTimeout(() => send(chunk), now.ms);
      case 'drip':
        return drip(chunk, now, send);
      case 'reset':
        return breakOff(chunk, now.afterBytes, () => client.resetAndDestroy());
      case 'truncate':
        return breakOff(chunk, now.afterBytes, () => client.end());
      case 'refuse':
      case 'blackhole':
    }
  };
}

function drip(
  chunk: Buffer,
  { bytes, everyMs }: Extract<Chaos, { kind: 'drip' }>,
  send: (chunk: Buffer) => void,
): void {
  for (let from = 0; from < chunk.length; from += bytes) {
    setTimeout(() => send(chunk.subarray(from, from + bytes)), (from / bytes) * everyMs);
  }
}
