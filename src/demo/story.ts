import { setTimeout as pause } from 'node:timers/promises';
import type { DemoUser, DemoWorld } from './demo-world.ts';
import { cognitoRequest, jsonRequest, send, type HttpAnswer } from './http-requests.ts';

/**
 * Tells the whole story once, over real HTTP: sign in, refresh, log out, refresh again, with a resource server that
 * accepts the access token until then, and that of the user's other session afterwards; then an admin ends all sessions of
 * the other user, who signs in again.
 *
 * @param print gets a line for each step
 * @throws Error at the first step that does not come out as it should
 */
export async function tellStory(demo: DemoWorld, print: (line: string) => void): Promise<void> {
  const step = (what: string, answer: HttpAnswer, isRight: boolean): void => {
    print(`${isRight ? 'ok  ' : 'FAIL'} ${what}: ${answer.status} ${outcomeOf(answer)}`.trimEnd());
    if (!isRight) throw new Error(`the demo's story went wrong at: ${what}`);
  };

  const { refreshToken, accessToken } = await tellSignIn(demo, demo.alice, step);
  const elsewhere = accessTokenIn(await signIn(demo, demo.alice));
  step('the orders API accepts the access token', ...(await orders(demo, accessToken, 200)));
  const logout = { refreshToken, accessToken, clientId: demo.publicClientId };
  const loggedOut = await send(jsonRequest(`${demo.serviceUrl}/logout`, logout));
  step('POST /logout', loggedOut, loggedOut.status === 200 && loggedOut.body['status'] === 'revoked');
  await tellRefusal(demo, refreshToken, step);
  step('the orders API refuses the access token', ...(await orders(demo, accessToken, 401)));
  step("and accepts that of the user's other session", ...(await orders(demo, elsewhere, 200)));

  const bob = await tellSignIn(demo, demo.bob, step);
  step('the orders API accepts the access token', ...(await orders(demo, bob.accessToken, 200)));
  const target = { username: demo.bob.username, userPoolId: demo.userPoolId, reason: 'phone lost' };
  const authorization = { Authorization: `Bearer ${demo.adminApiKey}` };
  const ended = await send(jsonRequest(`${demo.serviceUrl}/admin/revoke`, target, authorization));
  step('POST /admin/revoke', ended, ended.status === 200 && ended.body['status'] === 'revoked');
  await tellRefusal(demo, bob.refreshToken, step);
  step('the orders API refuses the access token', ...(await orders(demo, bob.accessToken, 401)));
  // Tokens say only in whole seconds when they were issued: those of the second of a sign-out count as issued before.
  await pause(1000);
  const again = accessTokenIn(await signIn(demo, demo.bob));
  step('and accepts that of a sign-in afterwards', ...(await orders(demo, again, 200)));
}

type Step = (what: string, answer: HttpAnswer, isRight: boolean) => void;

/** Signs in and refreshes once. */
async function tellSignIn(
  demo: DemoWorld,
  user: DemoUser,
  step: Step,
): Promise<{ readonly refreshToken: string; readonly accessToken: string }> {
  const signedIn = await signIn(demo, user);
  const refreshToken = refreshTokenIn(signedIn);
  step(`${user.username} signs in at Cognito`, signedIn, refreshToken !== '');
  const refreshed = await refresh(demo, refreshToken);
  step('the refresh token gives new tokens', refreshed, refreshed.status === 200);
  return { refreshToken, accessToken: accessTokenIn(refreshed) };
}

async function tellRefusal(demo: DemoWorld, refreshToken: string, step: Step): Promise<void> {
  const answer = await refresh(demo, refreshToken);
  step('the refresh token is refused', answer, answer.body['__type'] === 'NotAuthorizedException');
}

/** Signs a user in with the password, at the public app client. */
export function signIn({ cognitoUrl, publicClientId }: DemoWorld, user: DemoUser): Promise<HttpAnswer> {
  return send(
    cognitoRequest(cognitoUrl, 'InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: publicClientId,
      AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
    }),
  );
}

function refresh({ cognitoUrl, publicClientId }: DemoWorld, refreshToken: string): Promise<HttpAnswer> {
  return send(
    cognitoRequest(cognitoUrl, 'InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: publicClientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );
}

/** The refresh token of a sign-in; empty where it failed. */
export function refreshTokenIn({ body }: HttpAnswer): string {
  return tokensIn({ body }).RefreshToken ?? '';
}

function accessTokenIn({ body }: HttpAnswer): string {
  return tokensIn({ body }).AccessToken ?? '';
}

function tokensIn({ body }: Pick<HttpAnswer, 'body'>): {
  readonly RefreshToken?: string;
  readonly AccessToken?: string;
} {
  return body['AuthenticationResult'] ?? {};
}

/** How long the resource server may take to hear of a logout, at the very most. */
const GUARD_DEADLINE_MS = 10_000;

/** Asks the resource server until it answers as it should, which is a matter of milliseconds. */
async function orders(
  { ordersUrl }: DemoWorld,
  accessToken: string,
  status: number,
): Promise<readonly [HttpAnswer, boolean]> {
  const deadlineMs = performance.now() + GUARD_DEADLINE_MS;
  for (;;) {
    const answer = await send(jsonRequest(ordersUrl, {}, { Authorization: `Bearer ${accessToken}` }));
    if (answer.status === status || performance.now() > deadlineMs) return [answer, answer.status === status];
    await pause(10);
  }
}

function outcomeOf({ body }: HttpAnswer): string {
  const words = [body['status'], body['__type'], body['code'], body['message']];
  return words.filter((word) => typeof word === 'string').join(' ');
}
