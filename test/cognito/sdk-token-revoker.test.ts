import { describeTokenRevoker } from '../contracts/token-revoker-contract.ts';
import { createCognitoUnderTest } from '../support/cognito/cognito-under-test.ts';

describeTokenRevoker(
  'the AWS SDK',
  {
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
  },
  (clients) => {
    const { connections, revoker } = createCognitoUnderTest({ clients });
    return { revoker, stop: () => connections.close() };
  },
);
