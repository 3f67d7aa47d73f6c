import { createAppClient } from '../../../src/app-clients/app-client.ts';
import type { AppClientSettings } from '../../../src/app-clients/app-client-settings.ts';
import { createCognitoApi, type CognitoApiOptions } from '../../../src/cognito/cognito-api.ts';
import { createProbeAtDomain } from '../../../src/cognito/domain/probe-at-domain.ts';
import { createRevokeAtDomain } from '../../../src/cognito/domain/revoke-at-domain.ts';
import { createSdkAppClient } from '../../../src/cognito/inspection/sdk-app-client.ts';
import { createSdkExamineClient } from '../../../src/cognito/inspection/sdk-examine-client.ts';
import { createProbeSecrets } from '../../../src/cognito/probe-secrets.ts';
import { createUpstreamConnections } from '../../../src/cognito/upstream-connections.ts';
import { clientReport, type Finding } from '../../../src/doctor/client-report.ts';
import type { ConfiguredPace } from '../../../src/doctor/ports/client-facts.ts';
import { USUAL_ADMIN_ACTS, type AdminAct } from '../../../src/revocation/admin-act.ts';
import { secret } from '../../../src/settings/secret.ts';
import { clientSecret } from '../../../src/settings/formats/cognito-names.ts';
import { CREDENTIALS, type NewClient } from './doctor-world.ts';

export interface Examined {
  readonly endpoint: string;
  readonly client: NewClient;
  /** What the service is told, where it is not what Cognito has by default. */
  readonly configured?: Partial<AppClientSettings>;
  readonly secret?: string;
  readonly pace?: Partial<ConfiguredPace>;
  readonly credentials?: CognitoApiOptions['credentials'];
  /** What admins may do; what they may unless they are given more, where it is left out. */
  readonly acts?: readonly AdminAct[];
  readonly protectsUsers?: boolean;
}

/** What the doctor finds with an app client, as what was seen by the id of the finding. */
export async function examineAt(examined: Examined): Promise<Readonly<Record<string, string>>> {
  const findings = await findingsAt(examined);
  return Object.fromEntries(findings.map(({ id, seen }) => [id, seen]));
}

/** The same, with everything that is told of each finding. */
export async function findingsAt(examined: Examined): Promise<readonly Finding[]> {
  const { endpoint, client, credentials = CREDENTIALS } = examined;
  const { acts = USUAL_ADMIN_ACTS, protectsUsers = false } = examined;
  const connections = createUpstreamConnections();
  const api = createCognitoApi({ connections, credentials });
  const appClient = createAppClient({
    ...client,
    region: 'eu-west-1',
    endpoint,
    secrets: examined.secret === undefined ? [] : [secretOf(examined.secret)],
    allowedOrigins: [],
    accessTokenValiditySeconds: 3600,
    idTokenValiditySeconds: 3600,
    refreshTokenValiditySeconds: 2_592_000,
    sessionTracking: false,
    ...examined.configured,
  });
  const find = (clientId: string) => (clientId === client.clientId ? appClient : undefined);
  const clock = { nowMs: () => Date.now() };
  const examine = createSdkExamineClient({
    find,
    api,
    atCognito: createSdkAppClient({ find, all: () => [appClient] }, api),
    probes: {
      api: createProbeSecrets(api),
      domain: createProbeAtDomain(createRevokeAtDomain(connections)),
    },
    pace: { revokeQuotaPerSecond: 120, signOutQuotaPerSecond: 25, ...examined.pace },
    switchedOn: () => ({ acts, protectsUsers }),
    clock,
  });
  try {
    return clientReport(await examine(client.clientId, AbortSignal.timeout(10_000)), 0).findings;
  } finally {
    await connections.close();
  }
}

function secretOf(value: string): AppClientSettings['secrets'][number] {
  const parsed = secret(clientSecret)(value);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
}
