import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** The wanted port if nobody listens on it, else one that is free. */
export async function choosePort(wanted: number, host: string): Promise<number> {
  try {
    return await bind(wanted, host);
  } catch {
    return bind(0, host);
  }
}

/** Takes a port and gives it back at once, which tells that it is free. */
async function bind(port: number, host: string): Promise<number> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return address.port;
}
