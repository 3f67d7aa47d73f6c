import { setTimeout as pause } from 'node:timers/promises';
import type { AppClientSettings } from '../../app-clients/app-client-settings.ts';
import { createSdkClientSecrets } from '../../cognito/client-secrets/sdk-client-secrets.ts';
import { createCognitoApi, type CognitoApiOptions } from '../../cognito/cognito-api.ts';
import { createProbeSecrets } from '../../cognito/probe-secrets.ts';
import { createUpstreamConnections } from '../../cognito/upstream-connections.ts';
import type { Environment } from '../../config/environment.ts';
import { createFleet } from '../../custody/rotation/fleet.ts';
import { rotateClientSecret, type RotationOptions } from '../../custody/rotation/rotate-client-secret.ts';
import { planRotation } from '../../custody/rotation/plan-rotation.ts';
import type { RotationParts } from '../../custody/rotation/rotation-parts.ts';
import { createRotationRecordFile, newClientSecret } from '../../custody/rotation/rotation-record.ts';
import { RotationStop } from '../../custody/rotation/rotation-stop.ts';
import { findSecretPlace } from '../../custody/rotation/secret-place.ts';
import { sourceFailureOf } from '../../custody/source-failure.ts';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { replaceFile } from '../../settings/replace-file.ts';
import { plainHttpProblem } from '../../settings/web/upstream-url.ts';
import { loadSettings } from '../load-settings.ts';

export interface RotationRequest {
  readonly clientId: string;
  /** URLs of the instances. */
  readonly instances: readonly string[];
  readonly adminKey: string;
  /** Path of the file that remembers the rotation. */
  readonly recordFile: string;
  /** Path of the file that a secret is handed over in. */
  readonly handOverFile: string;
  readonly say: (line: string) => void;
  /** Ends the waiting for instances, which rejects with its reason. */
  readonly interrupted: AbortSignal;
}

export type RotationEnding =
  | { readonly status: 'done' }
  /** It waits for somebody, or must not go on. `toDo` says what to do, and holds no secret. */
  | { readonly status: RotationStop['kind']; readonly toDo: readonly string[] };

export interface OpenRotation {
  /** @throws whatever the AWS SDK or the file system throws (rejects) */
  run(options: RotationOptions): Promise<RotationEnding>;
  /** Only looks. @throws as `run` */
  plan(): Promise<RotationEnding>;
  close(): Promise<void>;
}

const PROBE_TIMEOUT_MS = 10_000;

/**
 * A rotation of the secret of a configured app client. Nothing is asked or written yet.
 *
 * @throws ConfigurationError (rejects) when the configuration is wrong, or does not fit the request
 */
export async function openRotation(
  environment: Environment,
  request: RotationRequest,
): Promise<OpenRotation> {
  const settings = loadSettings(environment);
  const client = settings.appClients.find(({ clientId }) => clientId === request.clientId);
  if (client === undefined) throw refusal('--client', 'names no app client of the configuration.');
  for (const instance of request.instances) {
    const problem = plainHttpProblem(instance, settings.config.upstream.insecureHosts);
    if (problem !== undefined) throw refusal('--instance', problem);
  }
  const connections = createUpstreamConnections();
  const parts = await partsOf(client, request, { connections });
  return {
    run: (options) => endingOf(rotateClientSecret(parts, options)),
    plan: () => endingOf(planRotation(parts)),
    close: () => connections.close(),
  };
}

async function endingOf(rotation: Promise<void>): Promise<RotationEnding> {
  try {
    await rotation;
    return { status: 'done' };
  } catch (error) {
    if (error instanceof RotationStop) return { status: error.kind, toDo: error.lines };
    // In the words of the service for a source. Whatever else Cognito says has other reasons here.
    const failure = sourceFailureOf(error, 'cognito');
    throw failure.failureCause === 'no-credentials' ? failure : error;
  }
}

async function partsOf(
  client: AppClientSettings,
  request: RotationRequest,
  aws: CognitoApiOptions,
): Promise<RotationParts> {
  const api = createCognitoApi(aws);
  const probe = createProbeSecrets(api);
  const { userPoolId, clientId, region, endpoint } = client;
  return {
    userPoolId,
    clientId,
    atCognito: createSdkClientSecrets(api, client),
    async isTaken(secret) {
      const one = { userPoolId, clientId, region, endpoint, secrets: [secret], sessionTracking: false };
      const verdict = await probe(one, AbortSignal.timeout(PROBE_TIMEOUT_MS));
      return typeof verdict === 'string' ? verdict === 'good' : undefined;
    },
    place: await findSecretPlace(client.secretSources ?? [], aws),
    record: createRotationRecordFile(request.recordFile),
    fleet: createFleet(request.instances, request.adminKey),
    newSecret: newClientSecret,
    async handOver(secret) {
      await replaceFile(request.handOverFile, `${secret}\n`);
      return request.handOverFile;
    },
    pause: async (ms) => {
      await pause(ms, undefined, { signal: request.interrupted });
    },
    nowMs: () => performance.now(),
    say: request.say,
  };
}

function refusal(variable: string, problem: string): ConfigurationError {
  return new ConfigurationError([{ variable, problem }]);
}
