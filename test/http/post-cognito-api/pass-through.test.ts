import { describe, expect, test } from '@jest/globals';
import type { PassedAnswer, PassedCall } from '../../../src/revocation/ports/api-pass-through.ts';
import { apiCall } from '../../support/http/api-calls.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { ACCESS_TOKEN, ID_TOKEN, REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { limiterAllowing } from '../../support/http/in-memory-ports.ts';
import { startService, type TestServiceOptions } from '../../support/http/service.ts';

const OPERATIONS = ['InitiateAuth', 'GetUser', 'AssociateSoftwareToken'];
const SIGN_IN = { ClientId: SPA.clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ada' } };

function startPassing(
  answer: PassedAnswer = { kind: 'success', body: '{"Session":"session-of-ada"}' },
  options: TestServiceOptions = {},
) {
  const passed: PassedCall[] = [];
  const service = startService({
    ...options,
    passThrough: {
      pass: (call) => {
        passed.push(call);
        return Promise.resolve(answer);
      },
    },
    settings: { passThrough: { operations: OPERATIONS, deadlineMs: 1000 } },
  });
  return { ...service, passed };
}

describe('POST / passes an operation on', () => {
  test('that the operator lets through, and answers as Cognito does', async () => {
    const { app, passed, events } = startPassing();
    const answer = await ask(app, apiCall('InitiateAuth', SIGN_IN));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(answer.headers['x-amzn-requestid']).toBe(answer.headers['x-request-id']);
    expect(answer.json).toEqual({ Session: 'session-of-ada' });
    expect(passed).toEqual([{ operation: 'InitiateAuth', clientId: SPA.clientId, fields: SIGN_IN }]);
    expect(events.at(-1)?.fields).toMatchObject({ operation: 'InitiateAuth', clientId: SPA.clientId });
  });

  test('and answers a refusal with the exception of Cognito', async () => {
    const body = '{"__type":"UnauthorizedException","message":"In the words of Cognito."}';
    const { app } = startPassing({ kind: 'refusal', exceptionName: 'UnauthorizedException', body });
    const answer = await ask(app, apiCall('InitiateAuth', SIGN_IN));
    expect(answer.status).toBe(400);
    expect(answer.headers['x-amzn-errortype']).toBe('UnauthorizedException:');
    expect(answer.text).toBe(body);
  });

  test('and answers InternalErrorException with Retry-After where Cognito does not answer', async () => {
    const { app } = startPassing({ kind: 'no-answer', cause: 'timeout' });
    const answer = await ask(app, apiCall('InitiateAuth', SIGN_IN));
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json).toMatchObject({ __type: 'InternalErrorException' });
  });

  test('of the app client that the access token is of', async () => {
    const { app, passed } = startPassing();
    await ask(app, apiCall('GetUser', { AccessToken: ACCESS_TOKEN }));
    expect(passed).toMatchObject([{ operation: 'GetUser', clientId: SPA.clientId }]);
  });

  test.each([
    ['the path names', { clients: [{ ...SPA, name: 'spa' }, WEB] }, '/cognito-idp/spa'],
    ['is the only one', { clients: [SPA] }, '/'],
  ])('of the app client that %s, where the call names none', async (_what, options, path) => {
    const { app, passed } = startPassing(undefined, options);
    await ask(app, { ...apiCall('AssociateSoftwareToken', { Session: 's' }), path });
    expect(passed).toMatchObject([{ clientId: SPA.clientId }]);
  });
});

describe('POST / passes nothing on', () => {
  test.each(['SignUp', 'DeleteUser', 'AdminInitiateAuth', 'initiateauth', '__proto__'])(
    'that the operator does not let through: %s',
    async (operation) => {
      const { app, passed } = startPassing();
      const answer = await ask(app, apiCall(operation, SIGN_IN));
      expect(answer.json).toMatchObject({
        __type: 'UnknownOperationException',
        message: expect.stringMatching(/It knows RevokeToken, GlobalSignOut, .*InitiateAuth.* and \w+;/),
      });
      expect(passed).toEqual([]);
    },
  );

  test('unless the operator lets something through', async () => {
    const { app } = startService();
    for (const operation of OPERATIONS) {
      const answer = await ask(app, apiCall(operation, SIGN_IN));
      expect(answer.json).toMatchObject({ __type: 'UnknownOperationException' });
    }
  });

  test.each([
    ['an app client that is not configured', { ...SIGN_IN, ClientId: 'madeup' }, 'UnauthorizedException'],
    ['no app client', { Session: 's' }, 'UnauthorizedException'],
    ['a client id that is no string', { ...SIGN_IN, ClientId: [SPA.clientId] }, 'InvalidParameterException'],
    ['an ID token for an access token', { AccessToken: ID_TOKEN }, 'NotAuthorizedException'],
    ['a token that does not verify', { AccessToken: REFRESH_TOKEN }, 'NotAuthorizedException'],
  ])('of %s', async (_what, fields, exception) => {
    const { app, passed } = startPassing();
    const answer = await ask(app, apiCall('GetUser', fields));
    expect(answer.json).toMatchObject({ __type: exception });
    expect(passed).toEqual([]);
  });

  test('of another app client than the path names', async () => {
    const { app, passed } = startPassing(undefined, { clients: [{ ...SHOP, name: 'shop' }, SPA] });
    const answer = await ask(app, { ...apiCall('InitiateAuth', SIGN_IN), path: '/cognito-idp/shop' });
    expect(answer.json).toMatchObject({ __type: 'UnauthorizedException' });
    expect(passed).toEqual([]);
  });

  test.each([{ 'client-address': 1 }, { 'app-client': 1 }])('over the limit %j', async (limits) => {
    const { app, passed } = startPassing(undefined, { limiter: limiterAllowing(limits) });
    await ask(app, apiCall('InitiateAuth', SIGN_IN));
    const answer = await ask(app, apiCall('InitiateAuth', SIGN_IN));
    expect(answer.json).toMatchObject({ __type: 'TooManyRequestsException' });
    expect(passed).toHaveLength(1);
  });

  test('T11 of a body that is too large', async () => {
    const { app, passed } = startPassing();
    const answer = await ask(app, apiCall('InitiateAuth', { ...SIGN_IN, Session: 'a'.repeat(20_000) }));
    expect(answer.status).toBe(413);
    expect(passed).toEqual([]);
  });
});
