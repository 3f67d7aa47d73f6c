import { createSdkAppClient } from '../../cognito/inspection/sdk-app-client.ts';
import { createClientReports, type ClientReports } from '../../doctor/client-reports.ts';
import {
  createOrderTokenRevocation,
  type OrderTokenRevocation,
} from '../../doctor/settings/order-token-revocation.ts';
import { createTurnOnTokenRevocation } from '../../doctor/settings/turn-on-token-revocation.ts';
import type { Relay } from '../../relay/create-relay.ts';
import type { AuditTrail } from '../../revocation/ports/audit-trail.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { createExamination, type ExaminationParts } from './examination.ts';

/** What looks after the app clients at Cognito. */
export interface DoctorSide {
  readonly orderTokenRevocation: OrderTokenRevocation;
  readonly clientReports: ClientReports;
}

export interface DoctorSideParts extends Omit<ExaminationParts, 'atCognito'> {
  readonly audit: AuditTrail;
  readonly relay: Pick<Relay, 'reload'>;
  readonly telemetry: Pick<Telemetry, 'examinationFailed'>;
}

/** For five calls one after the other, and less than proxies wait. */
const CHANGE_DEADLINE_MS = 10_000;

export function createDoctorSide(parts: DoctorSideParts): DoctorSide {
  const { appClients, api, audit, relay, clock, telemetry } = parts;
  const atCognito = createSdkAppClient(appClients, api);
  const clientReports = createClientReports({
    clientIds: appClients.all().map(({ clientId }) => clientId),
    examine: createExamination({ ...parts, atCognito }),
    clock,
    failed: (event) => telemetry.examinationFailed(event),
  });
  return {
    orderTokenRevocation: createOrderTokenRevocation({
      turnOn: createTurnOnTokenRevocation(atCognito),
      audit,
      deadlineMs: CHANGE_DEADLINE_MS,
      mended: (clientId) => {
        clientReports.forget(clientId);
        void relay.reload();
      },
    }),
    clientReports,
  };
}
