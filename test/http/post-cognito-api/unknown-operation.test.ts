import { describe, expect, test } from '@jest/globals';
import { apiCall } from '../../support/http/api-calls.ts';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const INPUT = { Token: REFRESH_TOKEN, ClientId: SPA.clientId };

describe('POST / answers UnknownOperationException and asks Cognito nothing', () => {
  test.each([
    'InitiateAuth',
    'AdminUserGlobalSignOut',
    'revoketoken',
    'RevokeToken2',
    '',
    '__proto__',
    'toString',
  ])('to the operation %j', async (operation) => {
    const { app, cognito } = startService();
    const answer = await ask(app, apiCall(operation, INPUT));
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      __type: 'UnknownOperationException',
      message: expect.stringContaining('ends sessions'),
    });
    expect(cognito.calls).toEqual([]);
  });

  test.each([
    'RevokeToken',
    'AWSCognitoIdentityService.RevokeToken',
    'DynamoDB_20120810.RevokeToken',
    'AWSCognitoIdentityProviderService.RevokeToken.RevokeToken',
    'awscognitoidentityproviderservice.RevokeToken',
  ])('to the target %s of another service', async (target) => {
    const { app } = startService();
    const answer = await ask(app, apiCall('', INPUT, { 'X-Amz-Target': target }));
    expect(answer.json).toMatchObject({ __type: 'UnknownOperationException' });
  });

  test('to a request without a target, even if it could be one of another wire format', async () => {
    const { app, cognito } = startService();
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const answer = await ask(app, { path: '/', headers: { 'Content-Type': type }, body: '' });
      expect(answer.json).toMatchObject({ __type: 'UnknownOperationException' });
    }
    expect(cognito.calls).toEqual([]);
  });
});

describe('The path of the API', () => {
  test('T12 answers 405 with Allow to everything but POST', async () => {
    const { app } = startService({ clients: [{ ...SPA, name: 'spa' }] });
    for (const path of ['/', '/cognito-idp/spa']) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const answer = await askRaw(app, [`${method} ${path} HTTP/1.1`, 'Host: a.example']);
        expect(answer.status).toBe(405);
        expect(answer.headers['allow']).toBe('POST, OPTIONS');
      }
    }
  });

  test('answers ResourceNotFoundException where it names no configured app client', async () => {
    const { app, cognito } = startService({ clients: [{ ...SPA, name: 'spa' }] });
    for (const name of ['other', 'SPA', SPA.clientId, '__proto__']) {
      const answer = await ask(app, { ...apiCall('RevokeToken', INPUT), path: `/cognito-idp/${name}` });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ __type: 'ResourceNotFoundException' });
    }
    expect(cognito.calls).toEqual([]);
  });

  test('T09 takes nothing in the URL', async () => {
    const { app } = startService();
    const answer = await askRaw(app, [`POST /?Token=${REFRESH_TOKEN} HTTP/1.1`, 'Host: a.example']);
    expect(answer.json).toMatchObject({ __type: 'InvalidParameterException' });
  });

  test('T11 answers SerializationException to a body of another type, RequestEntityTooLargeException to a large one', async () => {
    const { app } = startService();
    const text = await ask(app, apiCall('RevokeToken', INPUT, { 'Content-Type': 'text/plain' }));
    expect(text.json).toMatchObject({ __type: 'SerializationException' });
    const large = await ask(app, apiCall('RevokeToken', { ...INPUT, Token: 'a'.repeat(20_000) }));
    expect(large.status).toBe(413);
    expect(large.json).toMatchObject({ __type: 'RequestEntityTooLargeException' });
  });

  test('lets the frontends of configured origins call it, with the headers that Amplify sends', async () => {
    const { app } = startService();
    const names =
      'amz-sdk-invocation-id,amz-sdk-request,cache-control,content-type,x-amz-target,x-amz-user-agent';
    const answer = await ask(app, {
      method: 'OPTIONS',
      path: '/',
      headers: {
        Origin: 'https://spa.example.com',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': names,
      },
    });
    expect(answer.headers['access-control-allow-origin']).toBe('https://spa.example.com');
  });
});
