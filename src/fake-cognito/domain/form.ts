import type { Received } from '../http/answer.ts';

/** The fields of a form body; none where the body is something else. */
export function formOf({ headers, body }: Received): URLSearchParams {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded'
    ? new URLSearchParams(body)
    : new URLSearchParams();
}

/** A parameter's value; undefined when it is missing or empty. */
export function parameter(parameters: URLSearchParams, name: string): string | undefined {
  return parameters.get(name) || undefined;
}
