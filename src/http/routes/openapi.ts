import { openApiDocument } from '../../protocols/json/openapi/openapi-document.ts';
import { sendBody } from '../answers/send-body.ts';
import type { Route } from '../routing/route.ts';

/** `GET /openapi.json`: the contract, as a document. Made when it is asked for first, since few ask. */
export function openApiRoute(): Route {
  let document: string | undefined;
  return {
    method: 'GET',
    path: '/openapi.json',
    handle: (_request, response) => {
      document ??= JSON.stringify(openApiDocument());
      sendBody(response, 200, 'application/json; charset=utf-8', document);
    },
  };
}
