import { sendPage } from '../answers/send-page.ts';
import type { Route } from '../routing/route.ts';

/** `GET /docs`: the contract, as a page for people. Loaded and made when it is asked for first. */
export function referenceRoute(): Route {
  let page: string | undefined;
  return {
    method: 'GET',
    path: '/docs',
    async handle(_request, response) {
      const { referencePage } = await import('../../protocols/json/openapi/reference-page.ts');
      page ??= referencePage();
      sendPage(response, page);
    },
  };
}
