import { access, constants, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isRemote, type SecretSource } from '../../app-clients/secrets/secret-source.ts';
import { replaceFile } from '../../settings/replace-file.ts';
import { secretsInText, textOfSecrets } from '../../settings/secrets-in-text.ts';
import type { AwsAccess } from '../stores/aws-access.ts';
import { createSecretsManagerStore } from '../stores/secrets-manager-store.ts';
import { createSsmParameterStore } from '../stores/ssm-parameter-store.ts';
import type { WritableTextStore } from '../stores/text-store.ts';

/** Where the service reads the secrets of an app client, and where a rotation can write them. */
export interface SecretPlace {
  /** For people; never a secret. */
  readonly description: string;
  read(): Promise<readonly string[]>;
  write(secrets: readonly string[]): Promise<void>;
}

const CALL_TIMEOUT_MS = 10_000;

/** The first source that can be written to from here. */
export async function findSecretPlace(
  sources: readonly SecretSource[],
  aws: AwsAccess,
): Promise<SecretPlace | 'cognito' | undefined> {
  for (const source of sources) {
    if (source.kind === 'secrets-manager') {
      return placeOf(
        createSecretsManagerStore(source, aws),
        `the secret ${source.secretId} in Secrets Manager`,
      );
    }
    if (source.kind === 'ssm-parameter') {
      return placeOf(createSsmParameterStore(source, aws), `the parameter ${source.name} in Parameter Store`);
    }
    if (source.kind === 'cognito') return 'cognito';
    if (!isRemote(source) && source.path !== undefined && (await canReplace(source.path))) {
      return placeOf(fileStore(source.path), `the file ${source.path}`);
    }
  }
  return undefined;
}

function placeOf(store: WritableTextStore, description: string): SecretPlace {
  return {
    description,
    async read() {
      const parsed = secretsInText(await store.read(AbortSignal.timeout(CALL_TIMEOUT_MS)));
      return 'problem' in parsed ? [] : parsed.value.map((secret) => secret.reveal());
    },
    write: (secrets) => store.write(secrets, AbortSignal.timeout(CALL_TIMEOUT_MS)),
  };
}

function fileStore(path: string): WritableTextStore {
  return {
    read: () => readFile(path, 'utf8'),
    write: (secrets) => replaceFile(path, `${textOfSecrets(secrets)}\n`),
  };
}

/** What Kubernetes or Docker has mounted cannot be replaced, and neither can a file in somebody else's folder. */
async function canReplace(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    await access(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
