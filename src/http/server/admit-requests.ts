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
  /** The higher, the later it came. */
  readonly number: number;
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
 * what comes behind it from then on is not carried out; that of one that is shed goes on, since a new one would cost more,
 * unless so does the body that has to be thrown away. Whatever came before it is carried out, and answered.
 */
export function admitRequests(server: Server, options: AdmissionOptions): void {
  const { handler, unanswered } = options;
  const shedding = createLoadShedding(options);
  const connections = createEndingConnections();
  let lastNumber = 0;
  const hasClosed = closedOf(server);

  const refuse = createRefusal(options, connections);

  const waiting = createWaitingRequests<AdmittedRequest>({
    begin: (admitted) => {
      if (hasClosed() || connections.isBehindEnd(admitted)) return;
      const { request, response, waits } = admitted;
      if (waits) unanswered.begun({ request, response });
      handler(request, response);
    },
    shed: (admitted) => {
      if (connections.isBehindEnd(admitted)) return;
      const { request, response, number, waits } = admitted;
      if (waits) shedding.waitedTooLong();
      const problem = overloaded(request);
      if (problem.keepsConnection !== true) connections.end(request.socket, number);
      refuse(request, response, problem);
    },
    // A request of each connection.
    rules: { ...shedding, shedLaterMax: () => server.maxConnections },
    waitsOn: watchConnections(server),
  });

  server.on('request', (request, response) => {
    if (connections.isEnding(request.socket)) return;
    const problem = problemOf(request, options);
    if (problem !== undefined) return refuse(request, response, problem);
    const admitted = { request, response, number: (lastNumber += 1) };
    if (shedding.isShed(request, waiting)) {
      // What would follow on a connection that ends must not be read meanwhile.
      if (!mayGoOn(request)) return refuse(request, response, OVERLOADED);
      return waiting.shedSoon({ ...admitted, waits: false });
    }
    // Node drops what was pipelined behind a request to upgrade, in the middle of the next request if need be.
    if (request.headers.upgrade !== undefined) response.setHeader('Connection', 'close');
    // Once the caller is gone, Node knows the address only if it was asked for before.
    void request.socket.remoteAddress;
    if (takesTime(request)) waiting.wait({ ...admitted, waits: true });
    else waiting.beginSoon({ ...admitted, waits: false });
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    if (!connections.isEnding(request.socket)) refuse(request, response, UNKNOWN_EXPECTATION);
  });
}

/** Connections that end with an answer that was given, or will be once what came before is answered. */
type EndingConnections = ReturnType<typeof createEndingConnections>;

function createEndingConnections() {
  const ends = new WeakMap<Socket, number>();
  return {
    /** Nothing that comes any more is carried out, nor what waits behind the request of such a number. */
    end: (socket: Socket, number = Infinity) => {
      ends.set(socket, Math.min(number, ends.get(socket) ?? Infinity));
    },
    isEnding: (socket: Socket) => ends.has(socket),
    isBehindEnd: ({ request, number }: AdmittedRequest) => number > (ends.get(request.socket) ?? Infinity),
  };
}

/** What a request needs closes after the server: what still waits then belongs to callers who are gone. */
function closedOf(server: Server): () => boolean {
  let hasClosed = false;
  server.once('close', () => {
    hasClosed = true;
  });
  return () => hasClosed;
}

/** What no honest caller sends, or more at once than honest callers need. */
function problemOf(
  request: IncomingMessage,
  { unanswered, settings }: Pick<AdmissionOptions, 'unanswered' | 'settings'>,
): RawProblem | undefined {
  return unanswered.of(request.socket).length > settings.maxUnansweredRequests
    ? TOO_MANY_AT_ONCE
    : unusualRequest(request, settings.maxHeaders);
}

function createRefusal(
  { telemetry, permissionOf }: Pick<AdmissionOptions, 'telemetry' | 'permissionOf'>,
  connections: EndingConnections,
) {
  return (request: IncomingMessage, response: ServerResponse, problem: RawProblem): void => {
    if (problem.keepsConnection !== true) connections.end(request.socket);
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
