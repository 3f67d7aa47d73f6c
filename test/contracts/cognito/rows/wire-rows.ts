import { EMPTY_OBJECT, OK, refusal, type ContractRow } from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';

/** W: the form of requests and answers. */
export const WIRE_ROWS: readonly ContractRow[] = [
  {
    id: 'W1',
    input: 'the form of an error',
    grade: 'B',
    source: 'aws-sdk-cpp #1789, amplify-swift #3344',
    expected: {
      ...refusal('NotAuthorizedException', 'Invalid Refresh Token'),
      facts: {
        contentType: 'application/x-amz-json-1.1',
        errorType: 'NotAuthorizedException:',
        errorMessage: 'Invalid Refresh Token',
        hasRequestId: true,
        bodyMembers: ['__type', 'message'],
      },
    },
    act: errorForm,
  },
  {
    id: 'W3',
    input: 'the body of a success of RevokeToken',
    grade: 'A',
    source: 'captures of public-client revocation',
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await stage.session('public');
      return stage.revoke(client, refreshToken);
    },
  },
  {
    id: 'W3b',
    input: 'the body of a success of DeleteUserPoolClient',
    grade: 'A',
    source: 'captures of app client deletion',
    expected: { status: 200, bodyBytes: 0 },
    act: async (stage) => {
      const { userPoolId, clientId } = await stage.newClient('public');
      return stage.observe('DeleteUserPoolClient', { UserPoolId: userPoolId, ClientId: clientId });
    },
  },
  {
    id: 'W4',
    input: 'InitiateAuth with an Authorization header that makes no sense',
    grade: 'A',
    source: 'captures of password sign-in with a malformed signature',
    expected: OK,
    act: async (stage) => {
      const { username, password } = await stage.user();
      const { clientId } = await stage.client('public');
      const AuthParameters = { USERNAME: username, PASSWORD: password };
      const input = { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters };
      return stage.observe('InitiateAuth', input, 'malformed');
    },
  },
  {
    id: 'W5',
    input: 'an admin operation, unsigned',
    grade: 'A',
    source: 'captures of unsigned admin calls',
    expected: refusal('MissingAuthenticationTokenException', 'Missing Authentication Token'),
    act: async (stage) => stage.observe('AdminUserGlobalSignOut', await adminInput(stage), 'unsigned'),
  },
  {
    id: 'W5b',
    input: 'an admin operation, signed with an access key that does not exist',
    grade: 'A',
    source: 'captures of admin calls with a bad key',
    expected: refusal(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ),
    act: async (stage) => stage.observe('AdminUserGlobalSignOut', await adminInput(stage), 'unknown-key'),
  },
  {
    id: 'W6',
    input: 'too many requests',
    grade: 'B',
    source: 'amplify-js #3554, boto3 #2517',
    needs: 'faults',
    expected: refusal('TooManyRequestsException', 'Rate exceeded'),
    act: (stage) => failing(stage, 'throttle'),
  },
  {
    id: 'W7',
    input: 'a client id of illegal characters',
    grade: 'B',
    source: 'boto3 #3581, aws-sdk-js #3344',
    expected: refusal(
      'InvalidParameterException',
      "1 validation error detected: Value '{client}' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
    ),
    act: (stage) => stage.observe('RevokeToken', { ClientId: 'not-legal', Token: 'garbage' }),
  },
  {
    id: 'W8',
    input: 'a request that a web ACL blocks',
    grade: 'C',
    source: 'API reference, common errors',
    needs: 'faults',
    expected: refusal('ForbiddenException'),
    act: (stage) => failing(stage, 'forbidden'),
  },
];

async function adminInput(stage: ContractStage): Promise<object> {
  return { UserPoolId: stage.options.userPoolId, Username: (await stage.user()).username };
}

async function errorForm(stage: ContractStage) {
  const { clientId } = await stage.client('public');
  const { observed, headers, json } = await stage.send('GetTokensFromRefreshToken', {
    ClientId: clientId,
    RefreshToken: 'garbage',
  });
  return {
    ...observed,
    facts: {
      contentType: headers.get('content-type'),
      errorType: headers.get('x-amzn-errortype'),
      errorMessage: headers.get('x-amzn-errormessage'),
      hasRequestId: headers.has('x-amzn-requestid'),
      bodyMembers: Object.keys(json),
    },
  };
}

async function failing(stage: ContractStage, kind: 'throttle' | 'forbidden') {
  stage.options.failNext?.('RevokeToken', kind);
  return stage.revoke(await stage.client('public'), 'garbage');
}
