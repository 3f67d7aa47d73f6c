/** A request as plain values, so that it can be sent as well as written down as a curl command. */
export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Cognito's own wire protocol. */
export function cognitoRequest(cognitoUrl: string, operation: string, body: unknown): HttpRequest {
  return {
    url: `${cognitoUrl}/`,
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  };
}

export function jsonRequest(url: string, body: unknown, headers: Record<string, string> = {}): HttpRequest {
  return { url, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export async function send({ url, headers, body }: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as HttpAnswer['body'] };
}

/**
 * The request as a command for a POSIX shell, which prints the answer and its status.
 *
 * @param variables long values, by the name of the shell variable that is to stand for them
 */
export function asCurl(
  { url, headers, body }: HttpRequest,
  variables: Readonly<Record<string, string>>,
): string {
  const options = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const command = ["curl -sS -w '\\n%{http_code}\\n'", ...options, `-d ${quote(body)}`, url].join(' ');
  return Object.entries(variables).reduce(
    (text, [name, value]) => text.replaceAll(value, `'"$${name}"'`),
    command,
  );
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
