/**
 * The same by somebody who looks at speed first: fastify with its usual plugins, and undici instead of the SDK.
 * Configured by PORT, UPSTREAM_URL, CLIENT_ID and CLIENT_SECRET.
 */
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import { request } from 'undici';

const { PORT = '', UPSTREAM_URL = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env;

const app = Fastify({ logger: true });
await app.register(helmet);
await app.register(rateLimit, { timeWindow: 60_000, max: 1_000_000_000 });

const schema = {
  body: {
    type: 'object',
    required: ['refreshToken'],
    properties: { refreshToken: { type: 'string' } },
  },
  response: { 200: { type: 'object', properties: { loggedOut: { type: 'boolean' } } } },
};

app.post<{ Body: { refreshToken: string } }>('/logout', { schema }, async ({ body }, reply) => {
  const answer = await request(UPSTREAM_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
    },
    body: JSON.stringify({ Token: body.refreshToken, ClientId: CLIENT_ID, ClientSecret: CLIENT_SECRET }),
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) return reply.code(502).send({ error: 'Cognito refused' });
  return { loggedOut: true };
});

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
