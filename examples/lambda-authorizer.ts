import { createLambdaAuthorizer } from 'cognito-logout/guard';
import { guardFromEnvironment } from './guard.ts';
import { createVerifier } from './verify.ts';

const verifier = await createVerifier();

// AWS freezes the process between two calls, so no stream would stay open: the guard asks when it is asked.
const guard = guardFromEnvironment('on-demand');

/** Set the authorizer's cache to 0 seconds: API Gateway would otherwise go on accepting a token that was revoked. */
export const handler = createLambdaAuthorizer({ guard, verify: (token) => verifier.verify(token) });
