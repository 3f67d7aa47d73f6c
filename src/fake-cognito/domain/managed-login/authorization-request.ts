import type { Received } from '../../http/answer.ts';
import type { ClientOfPool, World } from '../../world.ts';
import { clientAtDomain } from '../client-at-domain.ts';
import { parameter } from '../form.ts';

/** A request to sign in (RFC 6749 section 4.1.1), of which nothing has to be checked any more. */
export interface AuthorizationRequest extends ClientOfPool {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly prompt: string | undefined;
}

/** What is wrong with a request: told on a page, or to the app when its redirect URI is known to be right. */
export type RequestProblem =
  | { readonly tell: 'page'; readonly message: string }
  | {
      readonly tell: 'app';
      readonly error: string;
      readonly redirectUri: string;
      readonly state: string | undefined;
    };

export function readAuthorizationRequest(
  received: Received,
  world: World,
): AuthorizationRequest | RequestProblem {
  const { query } = received;
  const clientId = parameter(query, 'client_id');
  if (clientId === undefined) return missing('client_id');
  const found = clientAtDomain(received, world, clientId);
  if (found === undefined) return { tell: 'page', message: `Client ${clientId} does not exist.` };
  const redirectUri = parameter(query, 'redirect_uri');
  if (redirectUri === undefined) return missing('redirect_uri');
  if (found.client.settings.CallbackURLs?.includes(redirectUri) !== true) {
    return { tell: 'page', message: 'redirect_mismatch' };
  }
  return readForKnownApp(query, found, redirectUri);
}

export function isProblem(request: AuthorizationRequest | RequestProblem): request is RequestProblem {
  return 'tell' in request;
}

function readForKnownApp(
  query: URLSearchParams,
  found: ClientOfPool,
  redirectUri: string,
): AuthorizationRequest | RequestProblem {
  const state = parameter(query, 'state');
  const problem = (error: string): RequestProblem => ({ tell: 'app', error, redirectUri, state });
  const { AllowedOAuthFlows: flows, AllowedOAuthScopes: allowed = [] } = found.client.settings;
  if (query.get('response_type') !== 'code') return problem('unsupported_response_type');
  if (flows?.includes('code') !== true) return problem('unauthorized_client');
  const scopes = parameter(query, 'scope')?.split(' ') ?? allowed;
  if (scopes.some((scope) => !allowed.includes(scope))) return problem('invalid_scope');
  const codeChallenge = parameter(query, 'code_challenge');
  if (codeChallenge !== undefined && query.get('code_challenge_method') !== 'S256') {
    return problem('invalid_request');
  }
  const prompt = parameter(query, 'prompt');
  return { ...found, redirectUri, scopes, state, nonce: parameter(query, 'nonce'), codeChallenge, prompt };
}

function missing(name: string): RequestProblem {
  return { tell: 'page', message: `Required String parameter '${name}' is not present` };
}
