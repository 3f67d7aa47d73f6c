import { describeTokenRevoker } from '../contracts/token-revoker-contract.ts';
import { createCognitoUnderTest } from '../support/cognito/cognito-under-test.ts';

describeTokenRevoker('the AWS SDK', (clients) => {
  const { connections, revoker } = createCognitoUnderTest({ clients });
  return { revoker, stop: () => connections.close() };
});
