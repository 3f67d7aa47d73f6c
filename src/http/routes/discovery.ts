import type { RequestHandler } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { metadataDocument } from '../../protocols/rfc8414/metadata-document.ts';
import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Route } from '../routing/route.ts';

const DOCUMENTS = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];

/**
 * `GET /.well-known/openid-configuration` and `/.well-known/oauth-authorization-server`, and the same under the id of
 * each user pool: what client libraries read to find the revocation endpoint.
 */
export function discoveryRoutes({ appClients, metadata, settings }: AppDependencies): readonly Route[] {
  const userPoolIds = [...new Set(appClients.all().map(({ userPoolId }) => userPoolId))];
  const { publicUrl } = settings;

  const describe =
    (userPoolId: string | undefined): RequestHandler =>
    async (_request, response) => {
      if (publicUrl === undefined) throw notFound('Discovery is off until the operator sets PUBLIC_URL.');
      if (userPoolId === undefined) {
        throw notFound('There are several user pools here: put /<user pool id> in front of the path.');
      }
      const known = await metadata.of(userPoolId);
      if (known === undefined) throw notFound('This user pool is not configured.');
      const signsOut = appClients
        .all()
        .some((client) => client.userPoolId === userPoolId && (client.signOutAddresses?.size ?? 0) > 0);
      sendJson(response, 200, metadataDocument(known, publicUrl, signsOut));
    };

  const only = userPoolIds.length === 1 ? userPoolIds[0] : undefined;
  return DOCUMENTS.flatMap((path): Route[] => [
    { method: 'GET', path, handle: describe(only) },
    ...userPoolIds.map((userPoolId): Route => {
      const template = `/{userPoolId}${path}`;
      return { method: 'GET', path: `/${userPoolId}${path}`, template, handle: describe(userPoolId) };
    }),
  ]);
}

function notFound(publicMessage: string): ServiceError {
  return new ServiceError('not-found', publicMessage);
}
