import type { Request, Response } from 'express';
import { introspectionAnswer } from '../../protocols/rfc7662/introspection-answer.ts';
import { introspectedToken } from '../../protocols/rfc7662/introspection-request.ts';
import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { readBody } from '../body/read-body.ts';
import { acceptedToken } from '../readers/accepted-token.ts';
import { authenticateReader } from '../readers/authenticate-reader.ts';
import { refuseQuery } from '../refuse-query.ts';
import type { Route } from '../routing/route.ts';

/** `POST /oauth2/introspect`: RFC 7662. Whether an access token may be accepted now, the denylist included. */
export function oauthIntrospectRoute(dependencies: AppDependencies): Route {
  const { settings, metadata } = dependencies;

  const handle = async (request: Request, response: Response): Promise<void> => {
    const reader = await authenticateReader(request, response, dependencies);
    refuseQuery(request);
    const { fields } = await readBody(request, settings.bodyLimitBytes);
    const claims = await acceptedToken(introspectedToken(fields), reader, dependencies);
    const issuer = claims === undefined ? undefined : (await metadata.of(claims.userPoolId))?.issuer;
    sendJson(response, 200, introspectionAnswer(claims, issuer));
  };

  return { method: 'POST', path: '/oauth2/introspect', countsItself: true, handle };
}
