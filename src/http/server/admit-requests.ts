import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ServiceError } from '../../errors/service-error.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { errorFormatAt } from '../error-format.ts';
import type { OriginPermission } from '../origin-permission.ts';
import { originForm, pathOf } from '../routing/request-path.ts';
import { watchConnections } from './connections-coming.ts';
import { malformed, respondRaw, statusOf, type RawProblem } from './raw-problem.ts';
import type { ServerSettings } from './server-settings.ts';
import { createLoadShedding, takesTime, type LoadSheddingOptions } from './shed-load.ts';
import type { UnansweredRequest, UnansweredRequests } from './unanswered-requests.ts';
import { unusualRequest } from './unusual-request.ts';
import { createWaitingRequests } from './waiting-requests.ts';

export interface AdmissionOptions extends LoadSheddingOptions {
  readonly handler: RequestListener;
  readonly telemetry: Telemetry;
  readonly settings: ServerSettings;
  readonly unanswered: UnansweredRequests;
  /** Who may read a refusal in a browser. */
  readonly permissionOf: OriginPermission;
}

interface AdmittedRequest extends UnansweredRequest {
  /** Whether it takes time, and is begun in its turn. */
  readonly waits: boolean;
}

/** What is announced of a body is thrown away up to here, so that its connection may go on. */
const DISCARDED_MAX_BYTES = 65_536;

const OVERLOADED: RawProblem = {
  error: new ServiceError('overloaded', 'The service has more to do than it can. Try again in a moment.', {
    retryAfterSeconds: 1,
  }),
};
const OVERLOADED_GOING_ON: RawProblem = { ...OVERLOADED, keepsConnection: true };

const TOO_MANY_AT_ONCE: RawProblem = {
  error: new ServiceError(
    'too-many-requests',
    'Too many requests at once on one connection. Read the answers first.',
    { retryAfterSeconds: 1 },
  ),
};

/** RFC 9110 section 10.1.1 */
const UNKNOWN_EXPECTATION: RawProblem = {
  ...malformed('Send no Expect header but "100-continue".'),
  status: 417,
};

/**
 * Hands requests on to the handler, but for those that no honest caller sends, for more at once on one connection
 * than honest callers need, and for what has to be shed. The connection of a refused request ends with its answer, and
 * what was pipelined after it is not carried out; that of one that is shed goes on, since a new one would cost more,
 * unless so does the body that has to be thrown away.
 */
export function admitRequests(server: Server, options: AdmissionOptions): void {
  const { handler, settings, unanswered } = options;
  const shedding = createLoadShedding(options);
  /** Nothing that comes on these any more is carried out, nor, on some, what waits. */
  const refused = new WeakSet<Socket>();
  const cutOff = new WeakSet<Socket>();
  const hasClosed = closedOf(server);

  const problemOf = (request: IncomingMessage): RawProblem | undefined =>
    unanswered.of(request.socket).length > settings.maxUnansweredRequests
      ? TOO_MANY_AT_ONCE
      : unusualRequest(request, settings.maxHeaders);

  const answer = createRefusal(options);
  const refuse = (request: IncomingMessage, response: ServerResponse, problem: RawProblem) => {
    if (problem.keepsConnection !== true) refused.add(request.socket);
    answer(request, response, problem);
  };

  const waiting = createWaitingRequests<AdmittedRequest>({
    begin: ({ request, response, waits }) => {
      if (hasClosed() || cutOff.has(request.socket)) return;
      if (waits) unanswered.begun({ request, response });
      handler(request, response);
    },
    shed: ({ request, response, waits }) => {
      if (cutOff.has(request.socket)) return;
      if (waits) shedding.waitedTooLong();
      const problem = overloaded(request);
      if (problem.keepsConnection !== true) cutOff.add(request.socket);
      refuse(request, response, problem);
    },
    rules: shedding,
    waitsOn: watchConnections(server),
  });

  server.on('request', (request, response) => {
    if (refused.has(request.socket)) return;
    const problem = problemOf(request);
    if (problem !== undefined) return refuse(request, response, problem);
    if (shedding.isShed(request, waiting)) {
      if (!mayGoOn(request)) refused.add(request.socket);
      return waiting.shedSoon({ request, response, waits: false });
    }
    // Node drops what was pipelined behind a request to upgrade, in the middle of the next request if need be.
    if (request.headers.upgrade !== undefined) response.setHeader('Connection', 'close');
    // Once the caller is gone, Node knows the address only if it was asked for before.
    void request.socket.remoteAddress;
    if (takesTime(request)) waiting.wait({ request, response, waits: true });
    else waiting.beginSoon({ request, response, waits: false });
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    if (!refused.has(request.socket)) refuse(request, response, UNKNOWN_EXPECTATION);
  });
}

/** What a request needs closes after the server: what still waits then belongs to callers who are gone. */
function closedOf(server: Server): () => boolean {
  let hasClosed = false;
  server.once('close', () => {
    hasClosed = true;
  });
  return () => hasClosed;
}

function createRefusal({ telemetry, permissionOf }: Pick<AdmissionOptions, 'telemetry' | 'permissionOf'>) {
  return (request: IncomingMessage, response: ServerResponse, problem: RawProblem): void => {
    if (problem.error === OVERLOADED.error) telemetry.requestShed();
    else telemetry.requestMalformed({ status: statusOf(problem) });
    const permission = permissionOf(request.headers.origin);
    respondRaw(response, problem, errorFormatAt(pathOf(originForm(request.url))), permission);
  };
}

function overloaded(request: IncomingMessage): RawProblem {
  return mayGoOn(request) ? OVERLOADED_GOING_ON : OVERLOADED;
}

/** Whether a connection can be kept after a request of which nothing was read. */
function mayGoOn({ headers }: IncomingMessage): boolean {
  // Behind a request to upgrade, Node reads on in the middle of the next one.
  if (headers.upgrade !== undefined || headers['transfer-encoding'] !== undefined) return false;
  return Number(headers['content-length'] ?? 0) <= DISCARDED_MAX_BYTES;
}
