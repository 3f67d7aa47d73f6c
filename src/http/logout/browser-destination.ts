import type { Request } from 'express';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { BodyEncoding } from '../body/body-encoding.ts';

/**
 * Where a browser goes that posted a form by itself, or undefined if a program asked. The URL comes from
 * configuration as it stands there; no part of a request can change it.
 */
export function browserDestination(
  request: Request,
  encoding: BodyEncoding,
  appClient: AppClientProfile,
): string | undefined {
  const isBrowserForm = encoding !== 'json' && request.accepts(['json', 'html']) === 'html';
  return isBrowserForm ? (appClient.managedLogoutUrl ?? appClient.afterLogoutUrl) : undefined;
}
