import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { CURSOR_PATTERN } from '../../tokens/feed/revocation-batch.ts';
import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { parseForm } from '../body/parse-form.ts';
import { sendBatch } from '../feed/send-batch.ts';
import { authenticateReader } from '../readers/authenticate-reader.ts';
import { refuseQuery } from '../refuse-query.ts';
import { queryOf } from '../routing/request-path.ts';
import type { Route } from '../routing/route.ts';

/** The feed of denials for guards in resource servers, as `docs/guard.md` describes it. */
export function revocationsRoutes(dependencies: AppDependencies): readonly Route[] {
  const { feed, feedStreams, feedKeys } = dependencies;

  const batch = async (request: Request, response: Response): Promise<void> => {
    const { userPoolIds } = await authenticateReader(request, response, dependencies);
    const { jws } = await feed.after(sinceIn(request.url), userPoolIds);
    await sendBatch(request, response, jws);
  };

  const stream = async (request: Request, response: Response): Promise<void> => {
    const reader = await authenticateReader(request, response, dependencies);
    refuseQuery(request);
    const cursor = cursorOf(request.get('last-event-id'), 'The header Last-Event-ID');
    feedStreams.requireRoom();
    response.statusCode = 200;
    response.setHeader('Content-Type', 'text/event-stream');
    // nginx would else gather what it should hand on.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    if (request.method === 'HEAD') response.end();
    else await feedStreams.serve(response, cursor, reader);
  };

  return [
    { method: 'GET', path: '/revocations', countsItself: true, handle: batch },
    { method: 'GET', path: '/revocations/stream', countsItself: true, handle: stream },
    {
      method: 'GET',
      path: '/revocations/keys',
      handle: (_request, response) => sendJson(response, 200, { keys: feedKeys }),
    },
  ];
}

/** @throws ServiceError `invalid-request` for any other parameter, or a value that is no cursor */
function sinceIn(target: string): string | undefined {
  const { since, ...others } = parseForm(queryOf(target), 'URL') as Readonly<Record<string, string>>;
  if (Object.keys(others).length === 0) return cursorOf(since, 'The parameter since');
  throw new ServiceError('invalid-request', 'This path takes no parameter but since.');
}

function cursorOf(value: string | undefined, what: string): string | undefined {
  if (value === undefined || CURSOR_PATTERN.test(value)) return value;
  throw new ServiceError('invalid-request', `${what} must be a cursor of the feed.`);
}
