import { jsonObjectOf } from '../transport/json-object.ts';

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

const NOTHING = new Uint8Array();

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
    heard = { body: { ...jsonObjectOf(body ?? NOTHING) }, dateMs: Number.isNaN(dateMs) ? undefined : dateMs };
    return result;
  };
  command.middlewareStack.add(middleware as never, { step: 'deserialize', priority: 'low' });
  return () => heard;
}

/**
 * The object that an answer holds under a name.
 *
 * @throws Error when it does not: then it is no answer of Cognito's
 */
export function memberOf(answer: RawAnswer | undefined, name: string): Readonly<Record<string, unknown>> {
  const member = answer?.body[name];
  if (isObject(member)) return member;
  throw new Error(`an answer without ${name}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
