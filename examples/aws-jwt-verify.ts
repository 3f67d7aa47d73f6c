import { createServer } from 'node:http';
import { createJwtCheck, TokenRefusedError } from 'cognito-logout/guard';
import { guardFromEnvironment } from './guard.ts';
import { bearerToken, createVerifier } from './verify.ts';

const guard = guardFromEnvironment();
guard.start();
await guard.ready(AbortSignal.timeout(10_000));

// The guard as a part of the verification: a token that was revoked does not verify.
const verifier = await createVerifier(createJwtCheck(guard));

const server = createServer((request, response) => {
  verifier.verify(bearerToken(request.headers.authorization)).then(
    ({ sub }) => response.end(JSON.stringify({ hello: sub })),
    (error: unknown) => {
      const isUnknown = error instanceof TokenRefusedError && error.verdict === 'stale';
      response.writeHead(isUnknown ? 503 : 401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end();
    },
  );
});

server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log(JSON.stringify(server.address()));
});
