import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';

export type BodyEncoding = 'json' | 'form' | 'none';

const ENCODING_BY_MEDIA_TYPE: Readonly<Record<string, BodyEncoding>> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
};

const UTF_8 = /^"?utf-?8"?$/;

/**
 * How a body is to be read: JSON or form, never compressed, always UTF-8. A request without a body needs no
 * content type.
 *
 * @throws ServiceError `unsupported-media-type`
 */
export function bodyEncodingOf(headers: IncomingHttpHeaders): BodyEncoding {
  if (headers['content-encoding'] !== undefined) {
    throw new ServiceError('unsupported-media-type', 'Send the body as it is, without Content-Encoding.');
  }
  if (headers['content-type'] === undefined) return encodingWithoutType(headers);
  const [mediaType = '', ...parameters] = headers['content-type']
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const encoding = Object.hasOwn(ENCODING_BY_MEDIA_TYPE, mediaType)
    ? ENCODING_BY_MEDIA_TYPE[mediaType]
    : undefined;
  if (encoding === undefined || !parameters.every(isHarmless)) throw unsupported();
  return encoding;
}

function encodingWithoutType(headers: IncomingHttpHeaders): BodyEncoding {
  const length = headers['content-length'] ?? '0';
  if (headers['transfer-encoding'] !== undefined || !/^0+$/.test(length)) throw unsupported();
  return 'none';
}

function isHarmless(parameter: string): boolean {
  const [name, value = ''] = parameter.split('=', 2);
  return name?.trim() !== 'charset' || UTF_8.test(value.trim());
}

function unsupported(): ServiceError {
  return new ServiceError(
    'unsupported-media-type',
    'Send a body of the type application/json or application/x-www-form-urlencoded, in UTF-8.',
  );
}
