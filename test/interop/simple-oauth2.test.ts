import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AuthorizationCode } from 'simple-oauth2';
import { startLimitedService } from '../support/interop/limited-service.ts';
import { KINDS, REVOCATION_AT, UPSTREAMS, refreshes, signIn } from '../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

let service: RunningService;

type Options = ConstructorParameters<typeof AuthorizationCode>[0]['options'];

interface Tokens {
  readonly clientId: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

function tokenOf(session: Tokens, options: Options = {}, at = service) {
  const library = new AuthorizationCode({
    client: { id: session.clientId, secret: 'nobody+told me:the/secret' },
    auth: { tokenHost: at.url, revokePath: '/oauth2/revoke' },
    options,
  });
  return library.createToken({
    access_token: session.accessToken,
    refresh_token: session.refreshToken,
    token_type: 'Bearer',
    expires_in: 3600,
  });
}

const STYLES = [
  { authorizationMethod: 'header', bodyFormat: 'form', credentialsEncodingMode: 'strict' },
  { authorizationMethod: 'header', bodyFormat: 'form', credentialsEncodingMode: 'loose' },
  { authorizationMethod: 'header', bodyFormat: 'json' },
  { authorizationMethod: 'body', bodyFormat: 'form' },
  { authorizationMethod: 'body', bodyFormat: 'json' },
] as const;

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startRunningService(writeFile, { upstream });
  });
  afterAll(() => service.stop());

  describe.each(KINDS)('simple-oauth2 ends the session of a %s that needs no secret', (kind) => {
    test.each(STYLES)('by revoke with %o: the refresh token no longer refreshes', async (style) => {
      const session = signIn(service, service[kind]);
      expect(await tokenOf(session, style).revoke('refresh_token')).toEqual({});
      expect(await refreshes(service, session)).toBe(false);
    });

    test.each(STYLES)('by revokeAll with %o, which sends the access token first', async (style) => {
      const session = signIn(service, service[kind]);
      await tokenOf(session, style).revokeAll();
      expect(await refreshes(service, session)).toBe(false);
    });
  });

  describe('simple-oauth2 throws its Boom error', () => {
    test.each([
      [
        '401 invalid_client for an app client that is not configured',
        { clientId: 'madeup' },
        401,
        'invalid_client',
      ],
      [
        '400 invalid_request for a token that is missing',
        { refreshToken: undefined },
        400,
        'invalid_request',
      ],
    ])('with %s', async (_what, changes, statusCode, error) => {
      const session = { ...signIn(service, service.publicClientId), ...changes };
      await expect(tokenOf(session).revoke('refresh_token')).rejects.toMatchObject({
        output: { statusCode },
        data: { payload: { error } },
      });
    });

    test('with 429 temporarily_unavailable when there were too many requests', async () => {
      const limited = await startLimitedService(writeFile);
      try {
        const session = signIn(service, service.publicClientId);
        await expect(tokenOf(session, {}, limited).revoke('refresh_token')).rejects.toMatchObject({
          output: { statusCode: 429 },
          data: { payload: { error: 'temporarily_unavailable' } },
        });
      } finally {
        await limited.stop();
      }
    });

    test('with 503 temporarily_unavailable when Cognito is away', async () => {
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'reset', times: Infinity });
      const session = signIn(service, service.publicClientId);
      await expect(tokenOf(session).revoke('refresh_token')).rejects.toMatchObject({
        output: { statusCode: 503 },
        data: { payload: { error: 'temporarily_unavailable' } },
      });
      service.fake.clearFaults();
      expect(await refreshes(service, session)).toBe(true);
    });
  });
});
