import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import { readBody } from './read-body.ts';

/**
 * Reads a JSON body, where a form is not an answer to give.
 *
 * @throws ServiceError `unsupported-media-type`, `payload-too-large` or `invalid-request`
 */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<object> {
  const { encoding, fields } = await readBody(request, limitBytes);
  if (encoding !== 'form') return fields;
  throw new ServiceError('unsupported-media-type', 'Send a body of the type application/json, in UTF-8.');
}
