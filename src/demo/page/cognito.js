/**
 * What a web page asks of Cognito itself, in Cognito's own protocols.
 *
 * @param {(url: string, init: RequestInit, operation?: string) => Promise<any>} send
 * @param {{ cognitoUrl: string, domainUrl: string, jwksUrl: string, clientId: string }} pool
 */
export function createCognito(send, pool) {
  const call = (operation, body, label = operation) =>
    send(
      pool.cognitoUrl,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
        },
        body: JSON.stringify(body),
      },
      label,
    );

  const initiateAuth = (flow, parameters) =>
    call(
      'InitiateAuth',
      { AuthFlow: flow, ClientId: pool.clientId, AuthParameters: parameters },
      `InitiateAuth ${flow}`,
    );

  return {
    signIn: (username, password) =>
      initiateAuth('USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password }),

    refresh: (refreshToken) => initiateAuth('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken }),

    /** The access token at Cognito: userInfo takes those with the scope openid, GetUser those of an API sign-in. */
    useAccessToken: (accessToken) =>
      claimsOf(accessToken).scope.split(' ').includes('openid')
        ? send(`${pool.domainUrl}/oauth2/userInfo`, { headers: { Authorization: `Bearer ${accessToken}` } })
        : call('GetUser', { AccessToken: accessToken }),

    exchangeCode: (code, codeVerifier, redirectUri) =>
      send(`${pool.domainUrl}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: pool.clientId,
          code,
          code_verifier: codeVerifier,
          redirect_uri: redirectUri,
        }),
      }),

    isGenuine: (token) => isGenuine(token, pool.jwksUrl),
  };
}

/** The claims of a JWT, unchecked. */
export function claimsOf(token) {
  return JSON.parse(new TextDecoder().decode(fromBase64Url(token.split('.')[1])));
}

/** What an API does that checks no more than signature and expiry. It never asks Cognito about the token. */
async function isGenuine(token, jwksUrl) {
  const [header, payload, signature] = token.split('.');
  const { kid } = JSON.parse(atob(header));
  const { keys } = await (await fetch(jwksUrl)).json();
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const jwk = keys.find((key) => key.kid === kid);
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  const isSigned = await crypto.subtle.verify(algorithm, key, fromBase64Url(signature), signed);
  return isSigned && claimsOf(token).exp * 1000 > Date.now();
}

function fromBase64Url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
