import { createCognitoApi } from '../../cognito/cognito-api.ts';
import { describedSecret } from '../../cognito/client-secrets/described-secret.ts';
import type { CognitoSource, RemoteSource } from '../../app-clients/secrets/secret-source.ts';
import { SourceFailure, sourceFailureOf } from '../source-failure.ts';
import type { AwsAccess } from './aws-access.ts';
import { createSecretsManagerStore } from './secrets-manager-store.ts';
import { createSsmParameterStore } from './ssm-parameter-store.ts';
import type { TextStore } from './text-store.ts';

/** What a source names. Nothing is asked of it yet. */
export function openStore(source: RemoteSource, access: AwsAccess): TextStore {
  switch (source.kind) {
    case 'secrets-manager':
      return createSecretsManagerStore(source, access);
    case 'ssm-parameter':
      return createSsmParameterStore(source, access);
    case 'cognito':
      return createCognitoStore(source, access);
  }
}

function createCognitoStore(source: CognitoSource, access: AwsAccess): TextStore {
  const api = createCognitoApi(access);
  return {
    async read(signal) {
      try {
        const secret = await describedSecret(api, source, signal);
        if (secret === undefined) throw new SourceFailure('no-secret', source.kind);
        return secret;
      } catch (error) {
        throw sourceFailureOf(error, source.kind);
      }
    },
  };
}
