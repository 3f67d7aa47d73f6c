import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CognitoIdentityProviderClient,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  InternalErrorException,
  NotAuthorizedException,
  RevokeTokenCommand,
  TooManyRequestsException,
  UnauthorizedException,
  UnsupportedTokenTypeException,
} from '@aws-sdk/client-cognito-identity-provider';
import { startLimitedService } from '../support/interop/limited-service.ts';
import {
  CLIENT_PATHS,
  KINDS,
  REVOCATION_AT,
  UPSTREAMS,
  refreshes,
  signIn,
} from '../support/interop/sessions.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

const clients: CognitoIdentityProviderClient[] = [];

let service: RunningService;

/** A client of the AWS SDK without any AWS credentials, as in a browser. */
function sdkAt(endpoint: string, maxAttempts = 1): CognitoIdentityProviderClient {
  const client = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint, maxAttempts });
  clients.push(client);
  return client;
}

describe.each(UPSTREAMS)('with upstream: %s,', (upstream) => {
  beforeAll(async () => {
    service = await startRunningService(writeFile, { upstream });
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await service.stop();
  });

  describe.each(KINDS)('the AWS SDK ends the session of a %s, whose secret it does not know', (kind) => {
    test.each(['', '/', CLIENT_PATHS[kind], `${CLIENT_PATHS[kind]}/`])(
      'by RevokeTokenCommand with the service as endpoint%s: the refresh token no longer refreshes',
      async (path) => {
        const session = signIn(service, service[kind]);

        const { $metadata, ...members } = await sdkAt(service.url + path).send(
          new RevokeTokenCommand({ Token: session.refreshToken, ClientId: session.clientId }),
        );

        expect(members).toEqual({});
        expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1, requestId: expect.any(String) });
        expect(await refreshes(service, session)).toBe(false);
      },
    );

    test('by GlobalSignOutCommand: no refresh token of the user does', async () => {
      const session = signIn(service, service[kind]);
      const other = signIn(service, service.publicClientId);

      await sdkAt(service.url).send(new GlobalSignOutCommand({ AccessToken: session.accessToken }));

      expect(await refreshes(service, session)).toBe(false);
      expect(await refreshes(service, other)).toBe(false);
    });
  });

  describe('the AWS SDK throws', () => {
    const revoke = async (changes: object, at = sdkAt(service.url)) => {
      const { clientId: ClientId, refreshToken: Token } = signIn(service, service.publicClientId);
      return at
        .send(new RevokeTokenCommand({ Token, ClientId, ...changes }))
        .catch((error: unknown) => error);
    };

    test('its UnauthorizedException for an app client that is not configured', async () => {
      const error = await revoke({ ClientId: 'madeup' });
      expect(error).toBeInstanceOf(UnauthorizedException);
      expect(error).toMatchObject({
        message: 'Invalid client or secret',
        $metadata: { httpStatusCode: 400 },
      });
    });

    test('its InvalidParameterException for a token that is missing, and the like for one of another kind', async () => {
      expect(await revoke({ Token: undefined })).toMatchObject({ name: 'InvalidParameterException' });
      const { idToken } = signIn(service, service.publicClientId);
      expect(await revoke({ Token: idToken })).toBeInstanceOf(UnsupportedTokenTypeException);
    });

    test('its NotAuthorizedException for an access token that was revoked', async () => {
      const { accessToken: AccessToken } = signIn(service, service.publicClientId);
      await sdkAt(service.fake.url).send(new GlobalSignOutCommand({ AccessToken }));
      const again = sdkAt(service.url).send(new GlobalSignOutCommand({ AccessToken }));
      await expect(again).rejects.toBeInstanceOf(NotAuthorizedException);
      await expect(again).rejects.toMatchObject({ message: 'Access Token has been revoked' });
    });

    test('an UnknownOperationException that says what this endpoint is, for every other operation', async () => {
      const command = new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'x' });
      await expect(sdkAt(service.url).send(command)).rejects.toMatchObject({
        name: 'UnknownOperationException',
        message: expect.stringContaining('RevokeToken and GlobalSignOut'),
      });
    });

    test('its TooManyRequestsException when there were too many requests', async () => {
      const limited = await startLimitedService(writeFile);
      const error = await revoke({}, sdkAt(limited.url));
      await limited.stop();
      expect(error).toBeInstanceOf(TooManyRequestsException);
      expect(error).toMatchObject({ message: 'Rate exceeded' });
    });

    test('its InternalErrorException when Cognito stays away, and nothing when it comes back meanwhile', async () => {
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'reset', times: 1 });
      expect(await revoke({})).toBeInstanceOf(InternalErrorException);
      service.fake.failNext({ operation: REVOCATION_AT[upstream], kind: 'reset', times: 1 });
      expect(await revoke({}, sdkAt(service.url, 2))).toMatchObject({ $metadata: { attempts: 2 } });
    });
  });
});
