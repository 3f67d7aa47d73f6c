import { openApiDocument } from '../../protocols/json/openapi/openapi-document.ts';
import { sendBody } from '../answers/send-body.ts';
import type { Route } from '../route.ts';

/** `GET /openapi.json`: the contract, as a document. */
export function openApiRoute(): Route {
  const document = JSON.stringify(openApiDocument());
  return {
    method: 'GET',
    path: '/openapi.json',
    handle: (_request, response) => sendBody(response, 200, 'application/json; charset=utf-8', document),
  };
}
