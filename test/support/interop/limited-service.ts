import { startRunningService, type RunningService, type WriteFile } from '../running-service.ts';

/** A running service whose one request a minute is used up: whoever comes now is told to come later. */
export async function startLimitedService(writeFile: WriteFile): Promise<RunningService> {
  const service = await startRunningService(writeFile, {
    environment: { RATE_LIMIT_ADDRESS_PER_MINUTE: '1' },
  });
  await fetch(`${service.url}/problems/internal`);
  return service;
}
