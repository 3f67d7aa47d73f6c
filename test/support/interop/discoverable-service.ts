import { freePort } from '../free-port.ts';
import {
  startRunningService,
  type RunningService,
  type RunningServiceOptions,
  type WriteFile,
} from '../running-service.ts';

/** A running service that knows its own address, and so has discovery documents. */
export async function startDiscoverableService(
  writeFile: WriteFile,
  options: Pick<RunningServiceOptions, 'logoutUri' | 'upstream'> = {},
): Promise<RunningService> {
  const port = String(await freePort());
  return startRunningService(writeFile, {
    ...options,
    environment: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` },
  });
}
