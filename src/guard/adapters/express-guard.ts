import type { Guard } from '../guard.ts';
import type { TokenClaims } from '../token-claims.ts';
import { refusalOf } from './refusal.ts';

/** What the middleware needs of Express's response. */
export interface ExpressResponse {
  status(code: number): unknown;
  set(headers: Record<string, string>): unknown;
  json(body: unknown): unknown;
}

/**
 * Express middleware that refuses denied tokens. Put it after the middleware that verifies the token.
 *
 * @param claimsOf where that one leaves the token's payload: `(request) => request.auth?.payload` for
 *   express-oauth2-jwt-bearer. Without claims the request is refused
 */
export function createExpressGuard<Request>(
  guard: Pick<Guard, 'verdictOn'>,
  claimsOf: (request: Request) => TokenClaims | undefined,
): (request: Request, response: ExpressResponse, next: () => void) => void {
  return (request, response, next) => {
    const refusal = refusalOf(guard, claimsOf(request));
    if (refusal === undefined) {
      next();
      return;
    }
    response.status(refusal.status);
    response.set({ ...refusal.headers });
    response.json(refusal.body);
  };
}
