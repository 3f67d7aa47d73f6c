/** The guard: refuses tokens that were revoked, in resource servers, without a call per request. */
export { createExpressGuard, type ExpressResponse } from './adapters/express-guard.ts';
export { createFastifyGuard, type FastifyReply } from './adapters/fastify-guard.ts';
export { createJwtCheck } from './adapters/jwt-check.ts';
export {
  createLambdaAuthorizer,
  type AuthorizerEvent,
  type LambdaAuthorizerOptions,
  type PolicyAnswer,
  type SimpleAnswer,
} from './adapters/lambda-authorizer.ts';
export { refusalOf, type Refusal } from './adapters/refusal.ts';
export { TokenRefusedError } from './adapters/token-refused-error.ts';
export { createGuard } from './create-guard.ts';
export type { Connection } from './feed/feed-follower.ts';
export type { FeedFetch, FeedResponse } from './feed/feed-fetch.ts';
export type { Guard, GuardStatus, Verdict } from './guard.ts';
export type { FeedFailure, GuardEvent, StaleReason } from './guard-event.ts';
export type { GuardOptions } from './guard-options.ts';
export type { TokenClaims } from './token-claims.ts';
export type { FeedJwk } from '../tokens/feed/feed-key.ts';
