import { referencePage } from '../../protocols/json/openapi/reference-page.ts';
import { sendPage } from '../answers/send-page.ts';
import type { Route } from '../routing/route.ts';

/** `GET /docs`: the contract, as a page for people. Made when it is asked for first. */
export function referenceRoute(): Route {
  let page: string | undefined;
  return {
    method: 'GET',
    path: '/docs',
    handle: (_request, response) => {
      page ??= referencePage();
      sendPage(response, page);
    },
  };
}
