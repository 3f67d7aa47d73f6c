import type { ClientSecrets } from '../../cognito/client-secrets/sdk-client-secrets.ts';
import type { Fleet } from './fleet.ts';
import type { RotationRecordFile } from './rotation-record.ts';
import type { SecretPlace } from './secret-place.ts';

/** What a rotation is made of. */
export interface RotationParts {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly atCognito: ClientSecrets;
  /** Whether Cognito takes a secret, found out without revoking anything. Undefined: it could not be found out. */
  readonly isTaken: (secret: string) => Promise<boolean | undefined>;
  /** Where the service reads its secrets: `cognito` tells it by itself. Undefined: somebody has to put the new one there. */
  readonly place: SecretPlace | 'cognito' | undefined;
  readonly record: RotationRecordFile;
  readonly fleet: Fleet;
  readonly newSecret: () => string;
  /** Writes the new secret down for whoever puts it where the service reads it; gives the path. */
  readonly handOver: (secret: string) => Promise<string>;
  readonly pause: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
  /** Tells of a step. Never gets a secret. */
  readonly say: (line: string) => void;
}
