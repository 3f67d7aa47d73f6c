import type { Received } from '../../http/answer.ts';
import { formOf, parameter } from '../form.ts';

export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string | undefined;
}

/** The credentials of an `Authorization: Basic` header (RFC 6749 section 2.3.1), taken as they are. */
export function basicCredentials({ headers }: Received): ClientCredentials | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0
    ? { clientId: decoded, secret: undefined }
    : { clientId: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

/** `client_id` and `client_secret` of a form body. */
export function formCredentials(received: Received): ClientCredentials | undefined {
  const form = formOf(received);
  const clientId = parameter(form, 'client_id');
  return clientId === undefined ? undefined : { clientId, secret: parameter(form, 'client_secret') };
}
