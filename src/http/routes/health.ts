import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Route } from '../route.ts';

/** `GET /livez`: the process runs. `GET /readyz`: it can accept a logout. */
export function healthRoutes({ isReady }: AppDependencies): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/livez',
      handle: (_request, response) => sendJson(response, 200, { status: 'live' }),
    },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (_request, response) => {
        if (await isReady()) sendJson(response, 200, { status: 'ready' });
        else sendJson(response, 503, { status: 'not-ready' });
      },
    },
  ];
}
