import { openApiDocument } from '../../protocols/json/openapi/openapi-document.ts';
import { sendBody } from '../answers/send-body.ts';
import type { Route } from '../route.ts';

const DOCUMENT = JSON.stringify(openApiDocument());

/** `GET /openapi.json`: the contract, as a document. */
export function openApiRoute(): Route {
  return {
    method: 'GET',
    path: '/openapi.json',
    handle: (_request, response) => sendBody(response, 200, 'application/json; charset=utf-8', DOCUMENT),
  };
}
