import { describe, expect, test } from '@jest/globals';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import express from 'express';
import Fastify from 'fastify';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import request from 'supertest';
import { createExpressGuard } from '../../../src/guard/adapters/express-guard.ts';
import { createFastifyGuard } from '../../../src/guard/adapters/fastify-guard.ts';
import { createJwtCheck } from '../../../src/guard/adapters/jwt-check.ts';
import {
  createLambdaAuthorizer,
  type AuthorizerEvent,
} from '../../../src/guard/adapters/lambda-authorizer.ts';
import { refusalOf } from '../../../src/guard/adapters/refusal.ts';
import { TokenRefusedError } from '../../../src/guard/adapters/token-refused-error.ts';
import type { Guard, Verdict } from '../../../src/guard/guard.ts';
import type { TokenClaims } from '../../../src/guard/token-claims.ts';
import { canary } from '../../support/canaries.ts';
import { someClaims, userPoolId } from '../../support/guard/guard-under-test.ts';

const claims = someClaims();
const guardSaying = (verdict: Verdict): Pick<Guard, 'verdictOn'> => ({ verdictOn: () => verdict });

const ANSWERS = [
  ['accepted', 200, undefined, undefined, undefined],
  [
    'denied',
    401,
    'Bearer error="invalid_token", error_description="The token was revoked"',
    undefined,
    'invalid_token',
  ],
  ['stale', 503, undefined, '5', 'temporarily_unavailable'],
] as const;

describe('Express', () => {
  const appWith = (verdict: Verdict, given: TokenClaims | undefined) => {
    const app = express();
    app.use((_, response, next) => {
      response.locals['claims'] = given;
      next();
    });
    app.use(
      createExpressGuard<express.Request>(
        guardSaying(verdict),
        (req) => req.res?.locals['claims'] as TokenClaims | undefined,
      ),
    );
    app.get('/', (_, response) => {
      response.json({ ok: true });
    });
    return app;
  };

  test.each(ANSWERS)('a token that is %s: %i', async (verdict, status, challenge, retryAfter, error) => {
    const answer = await request(appWith(verdict, claims)).get('/');
    expect(answer.status).toBe(status);
    expect(answer.headers['www-authenticate']).toBe(challenge);
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect((answer.body as { error?: string }).error).toBe(error);
    if (status !== 200) expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a request without verified claims is refused, though nothing was denied', async () => {
    const { status, headers } = await request(appWith('accepted', undefined)).get('/');
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});

describe('Fastify', () => {
  const appWith = (verdict: Verdict, given: TokenClaims | undefined) => {
    const app = Fastify();
    app.addHook(
      'onRequest',
      createFastifyGuard(guardSaying(verdict), () => given),
    );
    app.get('/', () => ({ ok: true }));
    return app;
  };

  test.each(ANSWERS)('a token that is %s: %i', async (verdict, status, challenge, retryAfter, error) => {
    const answer = await appWith(verdict, claims).inject('/');
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['www-authenticate']).toBe(challenge);
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.json<{ error?: string }>().error).toBe(error);
  });

  test('a request without verified claims is refused, though nothing was denied', async () => {
    const answer = await appWith('accepted', undefined).inject('/');
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});

describe('a plain function', () => {
  test('answers for any framework', () => {
    expect(refusalOf(guardSaying('accepted'), claims)).toBeUndefined();
    expect(refusalOf(guardSaying('denied'), claims)?.status).toBe(401);
    expect(refusalOf(guardSaying('stale'), claims)?.status).toBe(503);
  });
});

/** A user pool of one key, whose tokens aws-jwt-verify accepts. */
function createPool() {
  const clientId = '1example23456789';
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  return {
    clientId,
    jwks: { keys: [jwk] } as Parameters<ReturnType<typeof verifierOf>['cacheJwks']>[0],
    token(payload: TokenClaims): string {
      const nowSeconds = Math.floor(Date.now() / 1000);
      const full = { ...payload, token_use: 'access', exp: nowSeconds + 600 };
      const input = `${part({ alg: 'RS256', kid: 'one' })}.${part(full)}`;
      return canary(`${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`);
    },
  };
}

function verifierOf(clientId: string, guard: Pick<Guard, 'verdictOn'>) {
  return CognitoJwtVerifier.create({
    userPoolId,
    clientId,
    tokenUse: 'access',
    customJwtCheck: createJwtCheck(guard),
  });
}

describe('aws-jwt-verify', () => {
  const pool = createPool();
  const verify = async (verdict: Verdict, token: string) => {
    const verifier = verifierOf(pool.clientId, guardSaying(verdict));
    verifier.cacheJwks(pool.jwks);
    return verifier.verify(token);
  };

  test('a token that nobody denied verifies', async () => {
    await expect(verify('accepted', pool.token(claims))).resolves.toMatchObject({ sub: claims.sub });
  });

  test.each(['denied', 'stale'] as const)(
    'a token that is %s does not verify, and the error says why',
    async (verdict) => {
      const refused = verify(verdict, pool.token(claims));
      await expect(refused).rejects.toBeInstanceOf(TokenRefusedError);
      await expect(refused).rejects.toMatchObject({ verdict });
    },
  );

  test('a forged token is refused for its signature', async () => {
    const [head, , signature] = pool.token(claims).split('.');
    const forged = [head, pool.token({ ...claims, sub: randomUUID() }).split('.')[1], signature].join('.');
    await expect(verify('accepted', forged)).rejects.toThrow('Invalid signature');
  });
});

describe('a Lambda authorizer', () => {
  const token = canary('adaptersCanaryAccessToken-1234567890');
  const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/orders';
  const asked: unknown[] = [];
  const authorizerSaying = (verdict: Verdict) =>
    createLambdaAuthorizer({
      guard: {
        ...guardSaying(verdict),
        refresh(options) {
          asked.push(options);
          return Promise.resolve();
        },
      },
      verify: (given) => (given === token ? Promise.resolve(claims) : Promise.reject(new Error('expired'))),
    });

  const tokenEvent: AuthorizerEvent = { type: 'TOKEN', authorizationToken: `Bearer ${token}`, methodArn };
  const requestEvent: AuthorizerEvent = {
    type: 'REQUEST',
    headers: { AUTHORIZATION: `bearer ${token}` },
    methodArn,
  };
  const httpApiEvent: AuthorizerEvent = {
    type: 'REQUEST',
    version: '2.0',
    headers: { authorization: `Bearer ${token}` },
  };
  const context = { sub: claims.sub, clientId: claims.client_id };

  test.each([
    ['TOKEN', tokenEvent],
    ['REQUEST', requestEvent],
  ])(
    '%s: a token that nobody denied gets a policy for the method that was called, and no other',
    async (_, event) => {
      await expect(authorizerSaying('accepted')(event)).resolves.toEqual({
        principalId: claims.sub,
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
        },
        context,
      });
    },
  );

  test('the feed is asked before each verdict', async () => {
    asked.length = 0;
    await authorizerSaying('accepted')(tokenEvent);
    expect(asked).toEqual([{ olderThanMs: 1_000 }]);
  });

  test.each([
    ['TOKEN', tokenEvent],
    ['REQUEST', requestEvent],
  ])(
    '%s: a denied token is "Unauthorized", word for word, which API Gateway answers with 401',
    async (_, event) => {
      await expect(authorizerSaying('denied')(event)).rejects.toThrow(/^Unauthorized$/);
    },
  );

  test('HTTP API: a simple response', async () => {
    await expect(authorizerSaying('accepted')(httpApiEvent)).resolves.toEqual({
      isAuthorized: true,
      context,
    });
    await expect(authorizerSaying('denied')(httpApiEvent)).resolves.toEqual({ isAuthorized: false });
  });

  test.each([tokenEvent, requestEvent, httpApiEvent])(
    'a guard that does not know is an error and no answer',
    async (event) => {
      await expect(authorizerSaying('stale')(event)).rejects.toMatchObject({ verdict: 'stale' });
    },
  );

  test.each([
    ['no header', undefined],
    ['no token', 'Bearer'],
    ['another scheme', `Basic ${token}`],
    ['a token that does not verify', 'Bearer expired'],
    ['two tokens', `Bearer ${token} ${token}`],
  ])('%s is refused without asking the guard', async (_, authorization) => {
    const { authorizationToken: _token, ...rest } = tokenEvent;
    const event = authorization === undefined ? rest : { ...rest, authorizationToken: authorization };
    await expect(authorizerSaying('accepted')(event)).rejects.toThrow(/^Unauthorized$/);
    const headers = authorization === undefined ? {} : { authorization };
    await expect(authorizerSaying('accepted')({ version: '2.0', headers })).resolves.toEqual({
      isAuthorized: false,
    });
  });
});
