import { referencePage } from '../../protocols/json/openapi/reference-page.ts';
import { sendPage } from '../answers/send-page.ts';
import type { Route } from '../route.ts';

/** `GET /docs`: the contract, as a page for people. */
export function referenceRoute(): Route {
  const page = referencePage();
  return { method: 'GET', path: '/docs', handle: (_request, response) => sendPage(response, page) };
}
