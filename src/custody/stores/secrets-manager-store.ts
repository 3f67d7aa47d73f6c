import type { SecretsManagerSource } from '../../app-clients/secrets/secret-source.ts';
import { textOfSecrets } from '../../settings/secrets-in-text.ts';
import { SourceFailure, sourceFailureOf } from '../source-failure.ts';
import { sdkSettings, type AwsAccess } from './aws-access.ts';
import type { WritableTextStore } from './text-store.ts';

/** The SDK is loaded with the first call, so that who keeps secrets elsewhere never loads it. */
const sdk = () => import('@aws-sdk/client-secrets-manager');

/**
 * A secret in AWS Secrets Manager: its current version, as a whole or one field of the JSON object that it is. A field
 * may hold a list, too.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function createSecretsManagerStore(
  source: SecretsManagerSource,
  access: AwsAccess,
): WritableTextStore {
  const { secretId: SecretId, jsonKey, kind } = source;
  let client: Promise<InstanceType<Awaited<ReturnType<typeof sdk>>['SecretsManagerClient']>> | undefined;
  const clientOf = async () => {
    client ??= sdk().then(
      ({ SecretsManagerClient }) => new SecretsManagerClient(sdkSettings(source, access)),
    );
    return client;
  };

  async function current(abortSignal: AbortSignal): Promise<string> {
    const { GetSecretValueCommand } = await sdk();
    const { SecretString } = await (
      await clientOf()
    ).send(new GetSecretValueCommand({ SecretId }), {
      abortSignal,
    });
    if (SecretString === undefined) throw new SourceFailure('no-text', kind);
    return SecretString;
  }

  return {
    async read(signal) {
      try {
        const text = await current(signal);
        return jsonKey === undefined ? text : fieldText(objectIn(text), jsonKey);
      } catch (error) {
        throw sourceFailureOf(error, kind);
      }
    },
    async write(secrets, abortSignal) {
      try {
        const { PutSecretValueCommand } = await sdk();
        const SecretString =
          jsonKey === undefined
            ? textOfSecrets(secrets)
            : JSON.stringify({ ...objectIn(await current(abortSignal)), [jsonKey]: fieldOf(secrets) });
        const command = new PutSecretValueCommand({ SecretId, SecretString });
        await (await clientOf()).send(command, { abortSignal });
      } catch (error) {
        throw sourceFailureOf(error, kind);
      }
    },
  };
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SourceFailure('not-json', 'secrets-manager');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SourceFailure('not-json', 'secrets-manager');
  }
  return value as Readonly<Record<string, unknown>>;
}

function fieldText(fields: Readonly<Record<string, unknown>>, key: string): string {
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (typeof field === 'string') return field;
  if (Array.isArray(field) && field.every((item) => typeof item === 'string')) return textOfSecrets(field);
  throw new SourceFailure('no-such-key', 'secrets-manager');
}

/** One secret stays what everybody else who reads the field expects: text. */
function fieldOf(secrets: readonly string[]): string | readonly string[] {
  return secrets.length === 1 ? (secrets[0] ?? '') : secrets;
}
