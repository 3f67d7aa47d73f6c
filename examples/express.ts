import { createExpressGuard, type TokenClaims } from 'cognito-logout/guard';
import express from 'express';
import { guardFromEnvironment } from './guard.ts';
import { bearerToken, createVerifier } from './verify.ts';

const verifier = await createVerifier();
const guard = guardFromEnvironment();
guard.start();
await guard.ready(AbortSignal.timeout(10_000));

const app = express();

// Your own verification: whatever it does, it leaves the claims somewhere.
app.use(async (request, response, next) => {
  response.locals['claims'] = await verifier
    .verify(bearerToken(request.headers.authorization))
    .catch(() => undefined);
  next();
});

// The guard, after it. Without claims, it refuses.
app.use(
  createExpressGuard<express.Request>(
    guard,
    (request) => request.res?.locals['claims'] as TokenClaims | undefined,
  ),
);

app.get('/', (_request, response) => {
  response.json({ hello: (response.locals['claims'] as TokenClaims).sub });
});

const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log(JSON.stringify(server.address()));
});
