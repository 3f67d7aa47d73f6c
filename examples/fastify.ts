import { createFastifyGuard, type TokenClaims } from 'cognito-logout/guard';
import Fastify, { type FastifyRequest } from 'fastify';
import { guardFromEnvironment } from './guard.ts';
import { bearerToken, createVerifier } from './verify.ts';

const verifier = await createVerifier();
const guard = guardFromEnvironment();
guard.start();
await guard.ready(AbortSignal.timeout(10_000));

const app = Fastify();
app.decorateRequest('claims', undefined);

// Your own verification: whatever it does, it leaves the claims somewhere.
app.addHook('onRequest', async (request) => {
  const claims = await verifier.verify(bearerToken(request.headers.authorization)).catch(() => undefined);
  request.setDecorator('claims', claims);
});

const claimsOf = (request: FastifyRequest) => request.getDecorator<TokenClaims | undefined>('claims');

// The guard, after it. Without claims, it refuses.
app.addHook('onRequest', createFastifyGuard(guard, claimsOf));

app.get('/', (request) => ({ hello: claimsOf(request)?.sub }));

await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' });
console.log(JSON.stringify(app.server.address()));
