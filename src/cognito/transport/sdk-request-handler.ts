import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { AnswerHeaders, UpstreamConnections } from '../upstream-connections.ts';

type SdkRequestHandler = CognitoIdentityProviderClient['config']['requestHandler'];

/** What the SDK hands over, as far as it matters here. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** For what the SDK asks on its own account (credentials from STS or SSO), where it gives no signal. */
const UNBOUNDED_CALL_TIMEOUT_MS = 5_000;

/** Lets the AWS SDK send through the bounded connections. The SDK's own handler bounds neither time nor bytes. */
export function createSdkRequestHandler(connections: UpstreamConnections): SdkRequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: SdkRequest, options?: { abortSignal?: unknown }) => {
      const { status, headers, body } = await connections.exchange({
        url: urlOf(request),
        method: request.method,
        headers: request.headers,
        body: request.body,
        signal: (options?.abortSignal as AbortSignal) ?? AbortSignal.timeout(UNBOUNDED_CALL_TIMEOUT_MS),
      });
      return { response: { statusCode: status, headers: flatten(headers), body } };
    },
  };
}

function urlOf({ protocol, hostname, port, path, query = {} }: SdkRequest): string {
  const url = new URL(path, `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) url.searchParams.append(name, one ?? '');
  }
  return url.href;
}

function flatten(headers: AnswerHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}
