import { createAppClient, type AppClient } from './app-client.ts';
import type { AppClientSettings } from './app-client-settings.ts';
import type { Secret } from '../settings/secret.ts';
import { secretFits } from './secrets/secret-fits.ts';

/** The configured app clients. Reads memory only. */
export interface AppClientRegistry {
  find(clientId: string): AppClient | undefined;
  /** Always the same array, so that what is made from it can be kept. */
  all(): readonly AppClient[];
  /** Whether a caller's secret is one of the app client's own, found in constant time. */
  secretFits(clientId: string, candidate: string): boolean;
  /**
   * Takes over the secrets of the app clients that are here. Anything else that changed needs a restart.
   *
   * @returns those whose secrets are other ones now
   */
  takeSecrets(clients: readonly AppClientSettings[]): readonly AppClientSettings[];
}

export function createAppClientRegistry(clients: readonly AppClientSettings[]): AppClientRegistry {
  const secrets = new Map(clients.map((settings) => [settings.clientId, settings.secrets]));
  const appClients = new Map(
    clients.map((settings) => {
      const { clientId } = settings;
      return [clientId, createAppClient(settings, () => secrets.get(clientId) ?? [])];
    }),
  );
  const all = [...appClients.values()];
  return {
    find: (clientId) => appClients.get(clientId),
    all: () => all,
    takeSecrets(next) {
      const changed = next.filter(({ clientId, secrets: taken }) => {
        const before = secrets.get(clientId);
        return before !== undefined && !areEqual(before, taken);
      });
      for (const { clientId, secrets: taken } of changed) secrets.set(clientId, taken);
      return changed;
    },
    secretFits: (clientId, candidate) => secretFits(appClients.get(clientId)?.secrets ?? [], candidate),
  };
}

function areEqual(some: readonly Secret[], others: readonly Secret[]): boolean {
  return (
    some.length === others.length &&
    some.every((secret, index) => secret.reveal() === others[index]?.reveal())
  );
}
