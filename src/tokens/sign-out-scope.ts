/**
 * The scope that an access token needs for GlobalSignOut.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 */
export const SIGN_OUT_SCOPE = 'aws.cognito.signin.user.admin';
