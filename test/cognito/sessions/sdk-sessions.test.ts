import { describeSessionPorts } from '../../contracts/session-ports-contract.ts';
import { canary } from '../../support/canaries.ts';
import { createCognitoUnderTest } from '../../support/cognito/cognito-under-test.ts';

describeSessionPorts('the AWS SDK', ({ client, accessKeyId }) => {
  const secretAccessKey = canary('sessionsCANARYsessionsCANARYaccesskey');
  const { connections, sessions, sessionRevoker } = createCognitoUnderTest({
    clients: [client],
    credentials: { accessKeyId, secretAccessKey },
  });
  return { sessions, sessionRevoker, stop: () => connections.close() };
});
