import type { RequestHandler } from 'express';
import { operationOf, type ApiOperation } from '../../protocols/aws-json/operation.ts';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import { sendAwsJson } from '../answers/send-aws-json.ts';
import type { AppDependencies, PassThroughSettings } from '../app-dependencies.ts';
import type { PerformApiCall } from '../aws/api-call.ts';
import { globalSignOut } from '../aws/global-sign-out.ts';
import { passOn } from '../aws/pass-on.ts';
import { revokeToken } from '../aws/revoke-token.ts';
import { AWS_JSON } from '../body/body-encoding.ts';
import { readBody } from '../body/read-body.ts';
import { exchangeOf } from '../exchange.ts';
import { refuseQuery } from '../refuse-query.ts';
import type { Route } from '../routing/route.ts';

const NOTHING_PASSES: PassThroughSettings = { operations: [], deadlineMs: 0 };

const PERFORM: Readonly<Record<ApiOperation, PerformApiCall>> = {
  RevokeToken: revokeToken,
  GlobalSignOut: globalSignOut,
};

/**
 * `POST /` and `POST /cognito-idp/<name of an app client>`: Cognito's own API, as far as it ends sessions, for AWS
 * SDKs and Amplify with no more changed than the endpoint. Other operations pass on to Cognito where the operator lets
 * them.
 */
export function cognitoApiRoutes(dependencies: AppDependencies): readonly Route[] {
  const { appClients, settings } = dependencies;
  const { passThrough = NOTHING_PASSES } = settings;

  const answer =
    (onPath: AppClientProfile | undefined): RequestHandler =>
    async (request, response) => {
      refuseQuery(request);
      const operation = operationOf(request.get('x-amz-target'), passThrough.operations);
      exchangeOf(response).operation = operation.name;
      const { fields } = await readBody(request, settings.bodyLimitBytes, AWS_JSON);
      const call = { fields, onPath, response };
      if (operation.kind === 'passed-on') {
        await passOn(operation.name, call, dependencies, passThrough);
      } else {
        await PERFORM[operation.name](call, dependencies);
        sendAwsJson(response, {});
      }
    };

  const named = appClients.all().flatMap((client): Route[] => {
    if (client.name === undefined) return [];
    const path = `/cognito-idp/${client.name}`;
    // AWS SDKs put a slash behind the path of their endpoint, Amplify does not.
    return [path, `${path}/`].map((path) => ({
      method: 'POST',
      path,
      template: '/cognito-idp/{name}',
      handle: answer(client),
    }));
  });
  return [{ method: 'POST', path: '/', handle: answer(undefined) }, ...named];
}
