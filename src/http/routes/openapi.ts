import { sendBody } from '../answers/send-body.ts';
import type { Route } from '../routing/route.ts';

/** `GET /openapi.json`: the contract, as a document. Loaded and made when it is asked for first, since few ask. */
export function openApiRoute(): Route {
  let document: string | undefined;
  return {
    method: 'GET',
    path: '/openapi.json',
    async handle(_request, response) {
      const { openApiDocument } = await import('../../protocols/json/openapi/openapi-document.ts');
      document ??= JSON.stringify(openApiDocument());
      sendBody(response, 200, 'application/json; charset=utf-8', document);
    },
  };
}
