import { ServiceError } from '../errors/service-error.ts';

const QUERY_LENGTH_MAX = 2048;

/**
 * The parameters in the URL of a request, for the few paths that take any.
 *
 * @throws ServiceError `invalid-request` for one that is there twice, or for too much
 */
export function readQuery(target: string): Readonly<Record<string, string>> {
  const start = target.indexOf('?');
  const query = start === -1 ? '' : target.slice(start + 1);
  if (query.length > QUERY_LENGTH_MAX) {
    throw new ServiceError(
      'invalid-request',
      `The parameters in the URL are longer than ${QUERY_LENGTH_MAX}.`,
    );
  }
  const pairs = [...new URLSearchParams(query)];
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) {
    throw new ServiceError('invalid-request', 'A parameter in the URL is there twice.');
  }
  return Object.fromEntries(pairs);
}
