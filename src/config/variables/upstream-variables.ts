import { integer } from '../../settings/formats/integer.ts';
import { listOf } from '../../settings/formats/list-of.ts';
import { hostName } from '../../settings/formats/network/host-name.ts';
import { oneOf } from '../../settings/formats/one-of.ts';
import { defineVariables } from '../variable.ts';

/**
 * The operations that Cognito asks no AWS signature for, but for RevokeToken and GlobalSignOut, which the service does
 * itself.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html
 */
const PASSABLE_OPERATIONS = [
  'AssociateSoftwareToken',
  'ChangePassword',
  'CompleteWebAuthnRegistration',
  'ConfirmDevice',
  'ConfirmForgotPassword',
  'ConfirmSignUp',
  'DeleteUser',
  'DeleteUserAttributes',
  'DeleteWebAuthnCredential',
  'ForgetDevice',
  'ForgotPassword',
  'GetDevice',
  'GetTokensFromRefreshToken',
  'GetUser',
  'GetUserAttributeVerificationCode',
  'GetUserAuthFactors',
  'InitiateAuth',
  'ListDevices',
  'ListUserSessions',
  'ListWebAuthnCredentials',
  'ResendConfirmationCode',
  'RespondToAuthChallenge',
  'RevokeUserSession',
  'SetUserMFAPreference',
  'SignUp',
  'StartWebAuthnRegistration',
  'UpdateDeviceStatus',
  'UpdateUserAttributes',
  'VerifySoftwareToken',
  'VerifyUserAttribute',
] as const;

export const upstreamVariables = defineVariables({
  INSECURE_UPSTREAM_HOSTS: {
    parse: listOf(hostName),
    default: '',
    example: 'fake-cognito',
    sentence:
      'Host names to which tokens and secrets may go by plain http, separated by commas. For test setups: whoever is on the path can read them. Also counts for the app clients file.',
  },
  UPSTREAM_DEADLINE_MS: {
    parse: integer(100, 30_000),
    default: '1500',
    example: '1500',
    sentence:
      'How long a logout may take from when it is begun until it is answered, in milliseconds; of that, all but a tenth of a second is for calls to Cognito. An order for a user whom an admin names takes longer: Cognito is asked first who that is.',
  },
  PASS_THROUGH_OPERATIONS: {
    parse: listOf(oneOf(...PASSABLE_OPERATIONS)),
    default: '',
    example: 'InitiateAuth,RespondToAuthChallenge,GetTokensFromRefreshToken',
    sentence:
      "Operations of Cognito's API that POST / passes on to Cognito with the secret of the app client added, separated by commas, so that a frontend with one endpoint can sign in as well (see clients/amplify.md). None by default: with them, whoever reaches the service can use a confidential app client as if it were public.",
  },
  PASS_THROUGH_DEADLINE_MS: {
    parse: integer(100, 30_000),
    default: '8000',
    example: '8000',
    sentence:
      'How long Cognito may take for an operation that is passed on, in milliseconds: the Lambda triggers of a sign-in take up to 5 seconds each.',
  },
  COGNITO_REVOKE_QUOTA_PER_SECOND: {
    parse: integer(1, 100_000),
    default: '120',
    example: '120',
    sentence:
      "Cognito's quota for RevokeToken in each Region, in calls per second: see the category UserToken in Service Quotas.",
  },
  COGNITO_SIGN_OUT_QUOTA_PER_SECOND: {
    parse: integer(1, 100_000),
    default: '25',
    example: '25',
    sentence:
      "Cognito's quota for signing users out in each Region, in calls per second: see the category UserUpdate in Service Quotas.",
  },
  COGNITO_QUOTA_SHARE_PERCENT: {
    parse: integer(1, 100),
    default: '30',
    example: '30',
    sentence:
      "How much of those quotas all instances together may use. The rest is left to the users' own calls, which draw on the same quotas.",
  },
});
