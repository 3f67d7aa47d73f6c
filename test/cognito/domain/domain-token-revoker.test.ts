import { describeTokenRevoker } from '../../contracts/token-revoker-contract.ts';
import { createCognitoUnderTest } from '../../support/cognito/cognito-under-test.ts';

describeTokenRevoker(
  'the domain of the user pool',
  {
    probe: '/oauth2/revoke',
    unsupportedTokenType: 'unsupported_token_type',
    revocationOff: { kind: 'parked', cause: 'revocation-refused', exceptionName: 'invalid_request' },
    secretRefused: 'client-refused',
    clientUnknown: 'client-refused',
    toGarbage: [[{}, { kind: 'confirmed' }]],
    toForeignToken: [{ revokeForeignClient: 'invalidClient' }, { revokeForeignClient: 'invalidRequest' }],
    toForeignTokenAsIfRevoked: { revokeForeignClient: 'ok' },
    toWrongSecret: [{}],
    toUnknownClient: [{}],
  },
  (clients) => {
    const { connections, domainRevoker } = createCognitoUnderTest({ clients });
    return { revoker: domainRevoker, stop: () => connections.close() };
  },
);
