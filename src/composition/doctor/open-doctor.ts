import { createAppClientRegistry } from '../../app-clients/app-client-registry.ts';
import { createCognitoApi } from '../../cognito/cognito-api.ts';
import { createSdkAppClient } from '../../cognito/inspection/sdk-app-client.ts';
import { createUpstreamConnections } from '../../cognito/upstream-connections.ts';
import type { Environment } from '../../config/environment.ts';
import { clientReport, type ClientReport } from '../../doctor/client-report.ts';
import {
  createTurnOnTokenRevocation,
  type TurnOnTokenRevocation,
} from '../../doctor/settings/turn-on-token-revocation.ts';
import { createExamination } from './examination.ts';
import { loadSettings } from '../load-settings.ts';
import { createCustodySide, fetchAllSecrets } from '../secrets/custody-side.ts';

export interface OpenDoctor {
  /** Every configured app client, in the order of the configuration. */
  readonly clients: readonly { readonly clientId: string; readonly userPoolId: string }[];
  examine(clientId: string): Promise<ClientReport>;
  readonly turnOn: TurnOnTokenRevocation;
  close(): Promise<void>;
}

const DEADLINE_MS = 15_000;

/**
 * Opens what the doctor needs of the service that the environment describes: its app clients and Cognito. No store is
 * opened.
 *
 * @throws ConfigurationError (rejects)
 */
export async function openDoctor(environment: Environment): Promise<OpenDoctor> {
  const settings = loadSettings(environment);
  const custody = createCustodySide(undefined);
  const appClients = createAppClientRegistry(await fetchAllSecrets(custody, settings.appClients));
  const connections = createUpstreamConnections();
  const api = createCognitoApi({ connections });
  const atCognito = createSdkAppClient(appClients, api);
  const clock = { nowMs: () => Date.now() };
  const examine = createExamination({ settings, appClients, api, connections, atCognito, clock });
  return {
    clients: appClients.all().map(({ clientId, userPoolId }) => ({ clientId, userPoolId })),
    examine: async (clientId) =>
      clientReport(await examine(clientId, AbortSignal.timeout(DEADLINE_MS)), clock.nowMs()),
    turnOn: createTurnOnTokenRevocation(atCognito),
    async close() {
      await connections.close();
      await custody.close();
    },
  };
}
