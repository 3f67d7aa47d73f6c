import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { refusalOf } from 'cognito-logout/guard';
import { guardFromEnvironment } from './guard.ts';
import { bearerToken, createVerifier } from './verify.ts';

const verifier = await createVerifier();
const guard = guardFromEnvironment();
guard.start();
await guard.ready(AbortSignal.timeout(10_000));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const claims = await verifier.verify(bearerToken(request.headers.authorization)).catch(() => undefined);
  const refusal = refusalOf(guard, claims);
  if (refusal === undefined) response.end(JSON.stringify({ hello: claims?.sub }));
  else response.writeHead(refusal.status, refusal.headers).end(JSON.stringify(refusal.body));
}

const server = createServer((request, response) => void answer(request, response));

server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  console.log(JSON.stringify(server.address()));
});
