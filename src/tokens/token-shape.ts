/**
 * Shortest and longest token that is passed on to Cognito, in characters. Refresh tokens measure about 1.7 kB
 * (1.8 kB when rotated); Cognito publishes no maximum.
 */
export const TOKEN_LENGTH_MIN = 20;
export const TOKEN_LENGTH_MAX = 8192;

export const TOKEN_CHARACTERS = /^[A-Za-z0-9\-_=.]+$/;

/** Whether a value could be a token at all: Cognito's own pattern for `TokenModelType`, with bounds on length. */
export function isTokenShaped(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= TOKEN_LENGTH_MIN &&
    value.length <= TOKEN_LENGTH_MAX &&
    TOKEN_CHARACTERS.test(value)
  );
}
