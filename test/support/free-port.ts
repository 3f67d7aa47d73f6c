import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what Linux gives to connections and to whoever asks for any port: those would take it before it is used. */
const PORTS = { first: 20_000, last: 32_000 };

/** A port of this machine that was free a moment ago, and that nobody else gets by chance. */
export async function freePort(): Promise<number> {
  const port = randomInt(PORTS.first, PORTS.last);
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return freePort();
    throw error;
  }
  server.close();
  await once(server, 'close');
  return port;
}
