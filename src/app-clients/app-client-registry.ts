import { createAppClient, type AppClient } from './app-client.ts';
import type { AppClientSettings } from './app-client-settings.ts';

/** The configured app clients. Reads memory only. */
export interface AppClientRegistry {
  find(clientId: string): AppClient | undefined;
  /** Always the same array, so that what is made from it can be kept. */
  all(): readonly AppClient[];
}

export function createAppClientRegistry(clients: readonly AppClientSettings[]): AppClientRegistry {
  const appClients = new Map(clients.map((settings) => [settings.clientId, createAppClient(settings)]));
  const all = [...appClients.values()];
  return {
    find: (clientId) => appClients.get(clientId),
    all: () => all,
  };
}
