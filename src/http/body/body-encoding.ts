import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';

export type BodyEncoding = 'json' | 'form' | 'none';

/** How bodies are encoded, by the media types that a path reads. */
export type MediaTypes = Readonly<Record<string, BodyEncoding>>;

export const JSON_OR_FORM: MediaTypes = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
};

export const FORM: MediaTypes = { 'application/x-www-form-urlencoded': 'form' };

export const AWS_JSON: MediaTypes = {
  'application/x-amz-json-1.1': 'json',
  'application/x-amz-json-1.0': 'json',
  'application/json': 'json',
};

const UTF_8 = /^"?utf-?8"?$/;

/**
 * How a body is to be read: by one of the media types, never compressed, always UTF-8. A form is ASCII, in which the rest
 * is percent-encoded, so that a charset beside it says nothing (URL Standard section 5); HTTP clients of Java name
 * ISO-8859-1 there. Where there is no body, the type of one says nothing: wrappers of `fetch` announce JSON with every request.
 *
 * @throws ServiceError `unsupported-media-type`
 */
export function bodyEncodingOf(headers: IncomingHttpHeaders, mediaTypes: MediaTypes): BodyEncoding {
  if (headers['content-encoding'] !== undefined) {
    throw new ServiceError('unsupported-media-type', 'Send the body as it is, without Content-Encoding.');
  }
  if (hasNoBody(headers)) return 'none';
  const type = headers['content-type'] ?? '';
  const asIs = encodingOf(type, mediaTypes);
  if (asIs !== undefined) return asIs;
  const [mediaType = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  const encoding = encodingOf(mediaType, mediaTypes);
  if (encoding === 'form' || (encoding !== undefined && parameters.every(isHarmless))) return encoding;
  throw unsupported(mediaTypes);
}

function encodingOf(mediaType: string, mediaTypes: MediaTypes): BodyEncoding | undefined {
  return Object.hasOwn(mediaTypes, mediaType) ? mediaTypes[mediaType] : undefined;
}

function hasNoBody({
  'content-length': length = '0',
  'transfer-encoding': coding,
}: IncomingHttpHeaders): boolean {
  return coding === undefined && /^0+$/.test(length);
}

function isHarmless(parameter: string): boolean {
  const [name, value = ''] = parameter.split('=', 2);
  return name?.trim() !== 'charset' || UTF_8.test(value.trim());
}

function unsupported(mediaTypes: MediaTypes): ServiceError {
  return new ServiceError(
    'unsupported-media-type',
    `Send a body of the type ${Object.keys(mediaTypes).join(' or ')}, in UTF-8.`,
  );
}
