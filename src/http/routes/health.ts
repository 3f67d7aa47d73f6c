import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Route } from '../routing/route.ts';

/** `GET /livez`: the process runs. `GET /readyz`: it can accept a logout, and whether what it accepts is kept. */
export function healthRoutes({ isReady, durability }: AppDependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/livez',
      isForProbes: true,
      handle: (_request, response) => sendJson(response, 200, { status: 'live' }),
    },
    {
      method: 'GET',
      path: '/readyz',
      isForProbes: true,
      handle: async (_request, response) => {
        const isIt = await isReady();
        sendJson(response, isIt ? 200 : 503, { status: isIt ? 'ready' : 'not-ready', durability });
      },
    },
  ];
}
