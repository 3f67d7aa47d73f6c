/** What an instance says which secrets it holds; undefined where it does not say. */
export interface InstanceAnswer {
  readonly instance: string;
  readonly secretIds: readonly string[] | undefined;
}

/** The running instances of the service. */
export interface Fleet {
  readonly size: number;
  /** Asks each of them. Never throws. */
  ask(clientId: string): Promise<readonly InstanceAnswer[]>;
}

const ANSWER_TIMEOUT_MS = 5_000;

/**
 * @param instances the URL of each instance, not of a load balancer before them
 * @param adminKey an admin's API key
 */
export function createFleet(instances: readonly string[], adminKey: string): Fleet {
  async function askOne(instance: string, clientId: string): Promise<InstanceAnswer> {
    try {
      const answer = await fetch(`${instance}/admin/clients`, {
        headers: { authorization: `Bearer ${adminKey}`, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
      return { instance, secretIds: answer.ok ? secretIdsIn(await answer.json(), clientId) : undefined };
    } catch {
      return { instance, secretIds: undefined };
    }
  }

  return {
    size: instances.length,
    ask: (clientId) => Promise.all(instances.map((instance) => askOne(instance, clientId))),
  };
}

interface Listing {
  readonly clients?: readonly { readonly clientId?: unknown; readonly secretIds?: unknown }[];
}

function secretIdsIn(listing: unknown, clientId: string): readonly string[] | undefined {
  const { clients } = listing as Listing;
  const ids = Array.isArray(clients) ? (clients as NonNullable<Listing['clients']>) : [];
  const found = ids.find((client) => client.clientId === clientId)?.secretIds;
  return Array.isArray(found) ? found.map(String) : undefined;
}
