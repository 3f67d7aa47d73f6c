import { TransportError } from '../transport/transport-error.ts';

/** An answer as it came over the wire, before the SDK leaves out what it does not know. */
export interface RawAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  /** The `Date` header in milliseconds since the epoch, where there is a sound one. */
  readonly dateMs: number | undefined;
}

interface WireResponse {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Listening {
  readonly middlewareStack: {
    add(middleware: never, options: { step: 'deserialize'; priority: 'low' }): void;
  };
}

type Next = (args: unknown) => Promise<{ readonly response: unknown }>;

/**
 * Has a command of the SDK tell of its answer, be it a success or not. Called before the command is sent.
 *
 * @returns what has come so far; the body is empty for anything that is not a JSON object
 */
export function listenTo(command: Listening): () => RawAnswer | undefined {
  let heard: RawAnswer | undefined;
  const middleware = (next: Next) => async (args: unknown) => {
    const result = await next(args);
    const { headers = {}, body } = result.response as WireResponse;
    const dateMs = Date.parse(headers['date'] ?? '');
    heard = { body: parsed(body), dateMs: Number.isNaN(dateMs) ? undefined : dateMs };
    return result;
  };
  command.middlewareStack.add(middleware as never, { step: 'deserialize', priority: 'low' });
  return () => heard;
}

/**
 * The object that an answer holds under a name.
 *
 * @throws TransportError when it does not: then it is no answer of Cognito's
 */
export function memberOf(answer: RawAnswer | undefined, name: string): Readonly<Record<string, unknown>> {
  const member = answer?.body[name];
  if (isObject(member)) return member;
  throw new TransportError({ code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' }, false);
}

function parsed(body: Uint8Array | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(body ?? []).toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
