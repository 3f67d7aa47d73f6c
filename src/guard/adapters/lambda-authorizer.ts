import type { Guard } from '../guard.ts';
import type { TokenClaims } from '../token-claims.ts';
import { TokenRefusedError } from './token-refused-error.ts';

/** An event of an API Gateway Lambda authorizer: TOKEN, REQUEST, or that of an HTTP API. */
export interface AuthorizerEvent {
  readonly type?: string;
  readonly version?: string;
  /** TOKEN only. */
  readonly authorizationToken?: string;
  /** Names as the client wrote them in REST APIs, in lower case in HTTP APIs. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  /** Of the method that is called; missing in the HTTP API's payload format 2.0. */
  readonly methodArn?: string;
}

export interface PolicyAnswer {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [
      { readonly Action: 'execute-api:Invoke'; readonly Effect: 'Allow'; readonly Resource: string },
    ];
  };
  readonly context: Readonly<Record<string, string>>;
}

export interface SimpleAnswer {
  readonly isAuthorized: boolean;
  readonly context?: Readonly<Record<string, string>>;
}

export interface LambdaAuthorizerOptions {
  /** A guard whose `transport` is `on-demand`, since AWS freezes the process between two calls. */
  readonly guard: Pick<Guard, 'refresh' | 'verdictOn'>;
  /** The resource server's own verification, such as `verifier.verify` of aws-jwt-verify. Rejects for a bad token. */
  readonly verify: (token: string) => Promise<TokenClaims>;
  /** The feed is asked before the verdict, unless that was done within this time: 1,000 if not given. */
  readonly refreshAfterMs?: number;
}

/**
 * A Lambda authorizer for API Gateway that verifies the token and refuses denied ones. Answers TOKEN and REQUEST
 * authorizers with a policy, and payload format 2.0 with a simple response, which must be switched on.
 *
 * API Gateway keeps an authorizer's answer for 300 seconds unless told otherwise. Set the authorizer's cache to 0
 * seconds: otherwise a token goes on being accepted for that long after it was denied.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 *
 * @throws Error "Unauthorized" (the authorizer, not this function), which API Gateway answers with 401;
 *   TokenRefusedError when the guard's knowledge is stale and its policy is to deny, which becomes a 500
 */
export function createLambdaAuthorizer(
  options: LambdaAuthorizerOptions,
): (event: AuthorizerEvent) => Promise<PolicyAnswer | SimpleAnswer> {
  const { guard, verify, refreshAfterMs = 1_000 } = options;

  async function claimsOf(event: AuthorizerEvent): Promise<TokenClaims | undefined> {
    const token = tokenOf(event);
    if (token === undefined) return undefined;
    const claims = await verify(token).catch(() => undefined);
    if (claims === undefined) return undefined;
    await guard.refresh({ olderThanMs: refreshAfterMs });
    const verdict = guard.verdictOn(claims);
    if (verdict === 'stale') throw new TokenRefusedError(verdict);
    return verdict === 'accepted' ? claims : undefined;
  }

  return async (event) => {
    const claims = await claimsOf(event);
    const { methodArn } = event;
    if (methodArn === undefined) {
      return claims === undefined
        ? { isAuthorized: false }
        : { isAuthorized: true, context: contextOf(claims) };
    }
    if (claims === undefined) throw new Error('Unauthorized');
    return policyFor(claims, methodArn);
  };
}

function tokenOf({ authorizationToken, headers }: AuthorizerEvent): string | undefined {
  const named = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization');
  return /^Bearer +([^ ]+)$/i.exec(authorizationToken ?? named?.[1] ?? '')?.[1];
}

function policyFor(claims: TokenClaims, methodArn: string): PolicyAnswer {
  return {
    principalId: claims.sub ?? '',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
    },
    context: contextOf(claims),
  };
}

/** What the integration behind the authorizer gets to know. */
function contextOf({ sub, client_id: clientId }: TokenClaims): Readonly<Record<string, string>> {
  return {
    ...(typeof sub === 'string' ? { sub } : {}),
    ...(typeof clientId === 'string' ? { clientId } : {}),
  };
}
