import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KINDS, refreshes, signIn, type Session } from '../../support/interop/sessions.ts';
import { codeOf } from '../../support/recipes/recipe-pages.ts';
import { startRecipeWorld, type RecipeWorld } from '../../support/recipes/recipe-world.ts';
import { runModule } from '../../support/recipes/run-module.ts';
import { PASSWORD } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
const GOODBYE = 'https://app.example.com/goodbye';
let world: RecipeWorld;

beforeAll(async () => {
  world = await startRecipeWorld(writeFile, {
    logoutUri: GOODBYE,
    environment: {
      PASS_THROUGH_OPERATIONS: 'InitiateAuth,RespondToAuthChallenge,GetTokensFromRefreshToken,GetUser',
    },
  });
}, 60_000);
afterAll(() => world.stop());

/** Runs a recipe, and then what an app would call of it. */
function run(page: string, block: number, session: Session, calls: string): Promise<unknown> {
  const recipe = world.here(codeOf(page, 'js')[block] ?? '', session.clientId);
  return runModule(`${recipe}\n${calls}`, {
    ...world.trust,
    REFRESH_TOKEN: session.refreshToken,
    ACCESS_TOKEN: session.accessToken,
    ID_TOKEN: session.idToken,
    PASSWORD,
  });
}

describe.each(KINDS)('for a %s, the recipe', (kind) => {
  const startSession = () => signIn(world.service, world.service[kind]);

  test('for openid-client revokes the refresh token, and names where to send the browser', async () => {
    const session = startSession();
    const address = await run(
      'openid-client.md',
      0,
      session,
      `await logOut(process.env.REFRESH_TOKEN);
       console.log(JSON.stringify(signOutUrl(process.env.ID_TOKEN).href));`,
    );
    expect(await refreshes(world.service, session)).toBe(false);
    expect(String(address)).toMatch(new RegExp(`^${world.front.url}/oidc/logout\\?`));
    const answer = await fetch(String(address).replace(world.front.url, world.service.url), {
      redirect: 'manual',
    });
    expect(answer.headers.get('location')).toContain(encodeURIComponent(GOODBYE));
  });

  test('for the AWS SDK revokes the refresh token', async () => {
    const session = startSession();
    await run('aws-cli-and-sdks.md', 0, session, 'await logOut(process.env.REFRESH_TOKEN);');
    expect(await refreshes(world.service, session)).toBe(false);
  });

  test('for the AWS SDK ends all sessions of the user', async () => {
    const [session, other] = [startSession(), startSession()];
    await run('aws-cli-and-sdks.md', 0, session, 'await logOutEverywhere(process.env.ACCESS_TOKEN);');
    expect(await refreshes(world.service, session)).toBe(false);
    expect(await refreshes(world.service, other)).toBe(false);
  });

  test.each(['logOut', 'logOutEverywhere'])(
    'for amazon-cognito-identity-js ends the session by %s',
    async (call) => {
      const session = startSession();
      await run(
        'amazon-cognito-identity-js.md',
        0,
        session,
        `const library = (await import('amazon-cognito-identity-js')).default;
         const user = new library.CognitoUser({ Username: 'alice', Pool: pool });
         user.setSignInUserSession(
           new library.CognitoUserSession({
             AccessToken: new library.CognitoAccessToken({ AccessToken: process.env.ACCESS_TOKEN }),
             IdToken: new library.CognitoIdToken({ IdToken: process.env.ID_TOKEN }),
             RefreshToken: new library.CognitoRefreshToken({ RefreshToken: process.env.REFRESH_TOKEN }),
           }),
         );
         await ${call}();`,
      );
      expect(await refreshes(world.service, session)).toBe(false);
    },
  );
});

describe.each([
  ['public', 0, 'publicClientId'],
  ['confidential', 1, 'confidentialClientId'],
] as const)('the recipe for Amplify with a %s app client', (_which, block, kind) => {
  test.each(['logOut()', 'logOut({ everywhere: true })'])(
    'signs in, and ends the session by %s',
    async (call) => {
      const other = signIn(world.service, world.service[kind]);
      const refreshToken = await run(
        'amplify.md',
        block,
        other,
        `const { cognitoUserPoolsTokenProvider } = await import('aws-amplify/auth/cognito');
         await logIn('alice', process.env.PASSWORD);
         const { refreshToken } = await cognitoUserPoolsTokenProvider.authTokenStore.loadTokens();
         await ${call};
         console.log(JSON.stringify(refreshToken));`,
      );
      expect(world.service.fake.refreshTokenState(String(refreshToken))).toBe('revoked');
      expect(await refreshes(world.service, other)).toBe(call === 'logOut()');
    },
  );
});
