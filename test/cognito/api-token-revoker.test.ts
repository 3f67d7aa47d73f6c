import { RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createApiTokenRevoker } from '../../src/cognito/api-token-revoker.ts';
import { createCognitoApi } from '../../src/cognito/cognito-api.ts';
import type { CognitoAppClient } from '../../src/cognito/cognito-app-client.ts';
import { createProbeSecrets } from '../../src/cognito/probe-secrets.ts';
import { createSecretVerdicts } from '../../src/cognito/secret-verdicts.ts';
import type { UnsignedCall } from '../../src/cognito/transport/unsigned-call.ts';
import { createUpstreamConnections } from '../../src/cognito/upstream-connections.ts';
import { describeTokenRevoker, type UpstreamTraits } from '../contracts/token-revoker-contract.ts';
import { createCognitoUnderTest } from '../support/cognito/cognito-under-test.ts';

const COGNITO_API: UpstreamTraits = {
  probe: 'GetTokensFromRefreshToken',
  unsupportedTokenType: 'UnsupportedTokenTypeException',
  revocationOff: {
    kind: 'parked',
    cause: 'revocation-disabled',
    exceptionName: 'UnsupportedOperationException',
  },
  secretRefused: 'client-secret-rejected',
  clientUnknown: 'client-not-found',
  toGarbage: [
    [{ garbageToken: 'ok' }, { kind: 'confirmed' }],
    [{ garbageToken: 'invalidParameter' }, { kind: 'already-dead' }],
    [{ garbageToken: 'unsupportedTokenType' }, { kind: 'rejected', code: 'unsupported-token-type' }],
  ],
  toForeignToken: [{ foreignClient: 'unauthorized' }],
  toForeignTokenAsIfRevoked: { foreignClient: 'ok' },
  toWrongSecret: [{ wrongSecret: 'unauthorized' }, { wrongSecret: 'notAuthorized' }],
  toUnknownClient: [
    { unknownClient: 'unauthorized' },
    { unknownClient: 'resourceNotFound' },
    { unknownClient: 'invalidParameter' },
  ],
};

describeTokenRevoker("Cognito's API", COGNITO_API, (clients) => {
  const { connections, revoker } = createCognitoUnderTest({ clients });
  return { revoker, stop: () => connections.close() };
});

describeTokenRevoker('the AWS SDK, as a witness,', COGNITO_API, revokerOverSdk);

/** The same revoker with the calls made by the SDK of AWS: what it makes of Cognito's answers is what ours has to. */
function revokerOverSdk(clients: readonly CognitoAppClient[]) {
  const connections = createUpstreamConnections();
  const api = createCognitoApi({ connections });
  const directory = {
    all: () => clients,
    find: (clientId: string) => clients.find((client) => client.clientId === clientId),
  };
  const call: UnsignedCall = async (place, _operation, input, signal) => {
    const command = new RevokeTokenCommand(input as ConstructorParameters<typeof RevokeTokenCommand>[0]);
    const client = await api.at(place);
    await client.send(command, { abortSignal: signal as AbortSignal });
  };
  const clock = { nowMs: () => Date.now() };
  const verdicts = createSecretVerdicts(createProbeSecrets(api), clock, 10_000);
  return {
    revoker: createApiTokenRevoker(directory, call, verdicts),
    stop: () => connections.close(),
  };
}
