import { matching } from './matching.ts';

/** Source: https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html */
export const region = matching(
  /^[a-z]{2,8}(-[a-z]+){1,3}-\d{1,2}$/,
  'must be an AWS Region such as eu-west-1.',
);

/** Cognito's own rule is `[\w-]+_[0-9a-zA-Z]+`, at most 55 characters; a real id begins with its Region. */
export const userPoolId = matching(
  /^(?=.{1,55}$)[a-z]{2,8}(-[a-z]+){1,3}-\d{1,2}_[0-9a-zA-Z]+$/,
  'must be a user pool id such as eu-west-1_AbCdEf123 (Region, underscore, name).',
);

/** Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const clientId = matching(
  /^[\w+]{1,128}$/,
  'must be an app client id: letters, digits, _ and +, at most 128.',
);

/** Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const clientSecret = matching(
  /^[\w+]{24,64}$/,
  'must be an app client secret: 24 to 64 letters, digits, _ and +. Copy it again, without quotes or blanks.',
);

/** The Region that a user pool id begins with. */
export function regionOf(userPoolId: string): string {
  return userPoolId.slice(0, userPoolId.indexOf('_'));
}
