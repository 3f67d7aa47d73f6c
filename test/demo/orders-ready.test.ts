import { expect, test } from '@jest/globals';
import { startDemo } from '../../src/demo/start-demo.ts';

test('the API with the guard accepts a token as soon as the demo has started', async () => {
  const demo = await startDemo({ port: undefined, check: true, host: '127.0.0.1', apart: undefined });
  try {
    const { cognitoUrl, publicClientId, alice, ordersUrl } = demo.world;
    const signIn = await fetch(cognitoUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: publicClientId,
        AuthParameters: { USERNAME: alice.username, PASSWORD: alice.password },
      }),
    });
    const { AuthenticationResult } = (await signIn.json()) as {
      AuthenticationResult: { AccessToken: string };
    };
    const headers = { Authorization: `Bearer ${AuthenticationResult.AccessToken}` };
    expect((await fetch(ordersUrl, { headers })).status).toBe(200);
  } finally {
    await demo.stop();
  }
});
