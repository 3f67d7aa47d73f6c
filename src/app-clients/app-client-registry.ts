import { createAppClient, type AppClient } from './app-client.ts';
import type { AppClientSettings } from './app-client-settings.ts';
import { secretFits } from './secret-fits.ts';

/** The configured app clients. Reads memory only. */
export interface AppClientRegistry {
  find(clientId: string): AppClient | undefined;
  /** Always the same array, so that what is made from it can be kept. */
  all(): readonly AppClient[];
  /** Whether a caller's secret is one of the app client's own, found in constant time. */
  secretFits(clientId: string, candidate: string): boolean;
  /** Takes over the secrets of the app clients that are here. Anything else that changed needs a restart. */
  takeSecrets(clients: readonly AppClientSettings[]): void;
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
      for (const settings of next) {
        if (secrets.has(settings.clientId)) secrets.set(settings.clientId, settings.secrets);
      }
    },
    secretFits: (clientId, candidate) => secretFits(appClients.get(clientId)?.secrets ?? [], candidate),
  };
}
