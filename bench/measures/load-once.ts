import { generateLoad } from '../load/generate-load.ts';
import type { LoadTarget } from '../servers/start-contestant.ts';

/**
 * Asks for a single logout.
 *
 * @throws Error (rejects) when it is not answered with 200, since what such a server does is not worth measuring
 */
export async function loadOnce(target: LoadTarget): Promise<void> {
  const { statuses } = await generateLoad({
    ...target,
    connectionsMax: 1,
    openLoop: { perSecond: 100, seconds: 0.01 },
  });
  if (statuses['200'] !== 1)
    throw new Error(`a logout was answered with ${Object.keys(statuses).join(', ') || 'nothing'}`);
}
