import { createAppClient, type AppClient } from './app-client.ts';
import type { AppClientSettings } from './app-client-settings.ts';
import type { Secret } from '../settings/secret.ts';
import { secretId } from './secrets/secret-id.ts';
import { secretFits } from './secrets/secret-fits.ts';

/** The configured app clients. Reads memory only. */
export interface AppClientRegistry {
  find(clientId: string): AppClient | undefined;
  /** Always the same array, so that what is made from it can be kept. */
  all(): readonly AppClient[];
  /** Whether a caller's secret is one of the app client's own, found in constant time. */
  secretFits(clientId: string, candidate: string): boolean;
  /** What tells the secrets of an app client apart, in the order in which they are tried. */
  secretIds(clientId: string): Promise<readonly string[]>;
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
  const ids = new WeakMap<Secret, Promise<string>>();

  function idOf(clientId: string, secret: Secret): Promise<string> {
    const id = ids.get(secret) ?? secretId(clientId, secret.reveal());
    ids.set(secret, id);
    return id;
  }

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
    secretIds: (clientId) =>
      Promise.all((secrets.get(clientId) ?? []).map((secret) => idOf(clientId, secret))),
    secretFits: (clientId, candidate) => secretFits(appClients.get(clientId)?.secrets ?? [], candidate),
  };
}

function areEqual(some: readonly Secret[], others: readonly Secret[]): boolean {
  return (
    some.length === others.length &&
    some.every((secret, index) => secret.reveal() === others[index]?.reveal())
  );
}
