import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuard, refusalOf } from '../guard/index.ts';

export interface OrdersApi {
  readonly url: string;
  /** Resolves once its guard has heard from the service. Until then it refuses every token. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface OrdersApiOptions {
  readonly host: string;
  readonly serviceUrl: string;
  readonly jwksUrl: string;
  /** An API key of the scope `feed`. */
  readonly apiKey: string;
}

/**
 * A resource server: it verifies the signature and the expiry of an access token by itself, as any does, and asks the
 * guard whether the token was revoked.
 */
export async function startOrdersApi({
  host,
  serviceUrl,
  jwksUrl,
  apiKey,
}: OrdersApiOptions): Promise<OrdersApi> {
  const guard = createGuard({
    feedUrl: `${serviceUrl}/revocations`,
    apiKey,
    trustedKeys: { url: `${serviceUrl}/revocations/keys` },
    onStale: 'deny',
    maxStalenessMs: 30_000,
    allowPlainHttp: true,
  });
  guard.start();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const claims = await verifiedClaims(request.headers.authorization, jwksUrl);
    const refusal = claims === undefined ? { status: 401 } : refusalOf(guard, claims);
    response.writeHead(refusal?.status ?? 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(refusal === undefined ? { orders: [] } : {}));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, host);
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    ready: () => guard.ready(),
    async stop() {
      await guard.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Never rejects: what cannot be verified has no claims. */
async function verifiedClaims(
  authorization: string | undefined,
  jwksUrl: string,
): Promise<object | undefined> {
  const [header = '', payload = '', signature = ''] =
    /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]?.split('.') ?? [];
  try {
    const { kid } = decode(header) as { kid: string };
    const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: (JsonWebKey & { kid: string })[] };
    const key = keys.find((one) => one.kid === kid);
    if (key === undefined) return undefined;
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))) return undefined;
    const claims = decode(payload) as { exp: number };
    return claims.exp > Date.now() / 1000 ? claims : undefined;
  } catch {
    return undefined;
  }
}

function decode(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
