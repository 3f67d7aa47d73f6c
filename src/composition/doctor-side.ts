import type { AppClientRegistry } from '../app-clients/app-client-registry.ts';
import type { CognitoApi } from '../cognito/cognito-api.ts';
import { createSdkAppClient } from '../cognito/inspection/sdk-app-client.ts';
import {
  createOrderTokenRevocation,
  type OrderTokenRevocation,
} from '../doctor/settings/order-token-revocation.ts';
import { createTurnOnTokenRevocation } from '../doctor/settings/turn-on-token-revocation.ts';
import type { Relay } from '../relay/create-relay.ts';
import type { AuditTrail } from '../revocation/ports/audit-trail.ts';

/** What looks after the app clients at Cognito. */
export interface DoctorSide {
  readonly orderTokenRevocation: OrderTokenRevocation;
}

export interface DoctorSideParts {
  readonly appClients: AppClientRegistry;
  readonly api: CognitoApi;
  readonly audit: AuditTrail;
  readonly relay: Pick<Relay, 'reload'>;
}

/** For five calls one after the other, and less than proxies wait. */
const CHANGE_DEADLINE_MS = 10_000;

export function createDoctorSide({ appClients, api, audit, relay }: DoctorSideParts): DoctorSide {
  const atCognito = createSdkAppClient(appClients, api);
  return {
    orderTokenRevocation: createOrderTokenRevocation({
      turnOn: createTurnOnTokenRevocation(atCognito),
      audit,
      deadlineMs: CHANGE_DEADLINE_MS,
      mended: () => void relay.reload(),
    }),
  };
}
