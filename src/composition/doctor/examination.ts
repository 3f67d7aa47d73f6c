import type { AppClientRegistry } from '../../app-clients/app-client-registry.ts';
import type { CognitoApi } from '../../cognito/cognito-api.ts';
import { createProbeAtDomain } from '../../cognito/domain/probe-at-domain.ts';
import { createRevokeAtDomain } from '../../cognito/domain/revoke-at-domain.ts';
import { createSdkExamineClient } from '../../cognito/inspection/sdk-examine-client.ts';
import { createProbeSecrets } from '../../cognito/probe-secrets.ts';
import type { UpstreamConnections } from '../../cognito/upstream-connections.ts';
import type { AppClientAtCognito } from '../../doctor/ports/app-client-at-cognito.ts';
import type { ExamineClient } from '../../doctor/ports/client-facts.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { Settings } from '../load-settings.ts';
import { actsAt } from './acts-at.ts';

export interface ExaminationParts {
  readonly settings: Pick<Settings, 'config' | 'apiKeys'>;
  readonly appClients: AppClientRegistry;
  readonly api: CognitoApi;
  readonly connections: UpstreamConnections;
  readonly atCognito: AppClientAtCognito;
  readonly clock: Clock;
}

/** Reads of the configured app clients what the doctor looks at. */
export function createExamination(parts: ExaminationParts): ExamineClient {
  const { settings, appClients, api, connections, atCognito, clock } = parts;
  const { admin, upstream } = settings.config;
  const { revokeQuotaPerSecond, signOutQuotaPerSecond } = upstream;
  return createSdkExamineClient({
    find: (clientId) => appClients.find(clientId),
    api,
    atCognito,
    probes: {
      api: createProbeSecrets(api),
      domain: createProbeAtDomain(createRevokeAtDomain(connections)),
    },
    pace: { revokeQuotaPerSecond, signOutQuotaPerSecond },
    switchedOn: (userPoolId) => ({
      acts: actsAt(userPoolId, settings),
      protectsUsers: admin.protectedUsers.some((user) => user.userPoolId === userPoolId),
    }),
    clock,
  });
}
