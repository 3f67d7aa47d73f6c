import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';
import { bodyEncodingOf, JSON_OR_FORM, type BodyEncoding } from './body-encoding.ts';
import { parseForm } from './parse-form.ts';
import { parseJsonObject } from './parse-json-object.ts';
import { readBytes } from './read-bytes.ts';

export interface Body {
  readonly encoding: BodyEncoding;
  /** Whatever object the caller sent: untrusted, of any shape. */
  readonly fields: object;
}

/**
 * Reads and parses a request body.
 *
 * @throws ServiceError `unsupported-media-type`, `payload-too-large` or `invalid-request`
 */
export async function readBody(
  request: IncomingMessage,
  limitBytes: number,
  mediaTypes = JSON_OR_FORM,
): Promise<Body> {
  const encoding = bodyEncodingOf(request.headers, mediaTypes);
  if (encoding === 'none') return { encoding, fields: {} };
  const text = decode(await readBytes(request, limitBytes));
  return { encoding, fields: encoding === 'json' ? parseJsonObject(text) : parseForm(text) };
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new ServiceError('invalid-request', 'The body is not valid UTF-8.');
  }
}
