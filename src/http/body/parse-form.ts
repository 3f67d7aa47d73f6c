import { ServiceError } from '../../errors/service-error.ts';

/**
 * Parses a form, in a body or a URL. A parameter must not occur more than once (RFC 6749 section 3.1).
 *
 * @throws ServiceError `invalid-request`
 */
export function parseForm(text: string, place: 'body' | 'URL' = 'body'): object {
  const pairs = [...new URLSearchParams(text)];
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) {
    throw new ServiceError('invalid-request', `The ${place} has the same field twice.`);
  }
  return Object.fromEntries(pairs);
}
