import { createGuard, type Guard } from '../../src/guard/index.ts';

/** How long a start may take, with the largest list that is measured. */
const READY_MS = 120_000;

/** A guard that follows a service, and knows its denylist. */
export async function followingGuard(url: string, apiKey: string): Promise<Guard> {
  const guard = createGuard({
    feedUrl: `${url}/revocations`,
    apiKey,
    trustedKeys: { url: `${url}/revocations/keys` },
    onStale: 'deny',
    maxStalenessMs: 30_000,
  });
  guard.start();
  await guard.ready(AbortSignal.timeout(READY_MS));
  return guard;
}
