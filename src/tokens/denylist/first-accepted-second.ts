/**
 * The not-before time for a sign-out: the first whole second whose tokens are accepted again.
 *
 * A token says when it was issued (`iat`, RFC 7519 section 4.1.6) in whole seconds only, so tokens of the sign-out's
 * own second cannot be told apart. They count as issued before it: whoever holds a stolen refresh token could
 * otherwise refresh in every second, and so always own a token that a sign-out spares. The price is that somebody who
 * signs in again within that same second has to do it once more; who waits with the answer to the sign-out until this
 * second has begun, spares them that.
 *
 * @param signedOutAtMs milliseconds since the epoch at which Cognito confirmed the sign-out, by Cognito's clock (the
 *   `Date` of its answer) or ours, whichever is later: no token of an ended session can be issued after that
 */
export function firstAcceptedSecond(signedOutAtMs: number): number {
  return Math.floor(signedOutAtMs / 1000) + 1;
}
