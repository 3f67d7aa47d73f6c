import type { Guard } from '../guard.ts';
import type { TokenClaims } from '../token-claims.ts';
import { refusalOf } from './refusal.ts';

/** What the hook needs of Fastify's reply. */
export interface FastifyReply {
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: unknown): unknown;
}

/**
 * A Fastify hook (`preHandler`, or `onRequest` after the one that verifies the token) that refuses denied tokens.
 *
 * @param claimsOf where the verification leaves the token's payload: `(request) => request.user` for \@fastify/jwt, which
 *   TypeScript takes once the interface `FastifyJWT` of that package has `user: TokenClaims`. Without claims the request is
 *   refused
 */
export function createFastifyGuard<Request>(
  guard: Pick<Guard, 'verdictOn'>,
  claimsOf: (request: Request) => TokenClaims | undefined,
): (request: Request, reply: FastifyReply, done: () => void) => void {
  return (request, reply, done) => {
    const refusal = refusalOf(guard, claimsOf(request));
    if (refusal === undefined) {
      done();
      return;
    }
    reply.code(refusal.status);
    reply.headers({ ...refusal.headers });
    reply.send(refusal.body);
  };
}
