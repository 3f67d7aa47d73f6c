import type { CallDetails } from '../call-log.ts';
import { hashToken } from '../hash-token.ts';
import type { Received } from '../http/answer.ts';
import { basicCredentials, formCredentials } from './oauth/client-credentials.ts';
import { formOf, parameter } from './form.ts';
import { bearerToken } from './oauth/user-info.ts';

/** What the call log keeps of a request to the domain. */
export function describeDomainCall(received: Received): CallDetails {
  const form = formOf(received);
  const credentials = basicCredentials(received) ?? formCredentials(received);
  const clientId = credentials?.clientId ?? parameter(received.query, 'client_id');
  const token =
    parameter(form, 'token') ??
    parameter(form, 'refresh_token') ??
    parameter(form, 'code') ??
    bearerToken(received);
  const username = parameter(form, 'username');
  return {
    ...(clientId !== undefined && { clientId }),
    ...(username !== undefined && { username }),
    ...(token !== undefined && { tokenHash: hashToken(token) }),
    ...(credentials?.secret !== undefined && { secretHash: hashToken(credentials.secret) }),
  };
}
