import { allowedErrorCode, allowedExceptionName, allowedServiceCode, allowedWord } from './allowed-value.ts';

export interface ErrorDescription {
  readonly error: string;
  readonly errorCode?: string;
  /** Frames only, innermost first: where it happened, without the message that stands above them. */
  readonly stack?: string;
  /** Classes and codes of the causes, outermost first: `TypeError > Error(ECONNREFUSED)`. */
  readonly causes?: string;
}

const CAUSES_MAX = 4;
const FRAMES_MAX = 12;
const FRAME_LENGTH_MAX = 200;
const STACK_READ_MAX = 16_384;
const FRAME = /^ {4}at [^\n]*:\d+:\d+\)?$/;

/**
 * What may be logged of something that was thrown. Messages are left out as a whole, since parsers, drivers and
 * the AWS SDK put input and answers into them; so is everything else that hangs on an error.
 */
export function describeError(thrown: unknown): ErrorDescription {
  const code = codeOf(thrown);
  const stack = framesOf(thrown);
  const causes = causesOf(thrown);
  return {
    error: nameOf(thrown),
    ...(code === undefined ? {} : { errorCode: code }),
    ...(stack === '' ? {} : { stack }),
    ...(causes === '' ? {} : { causes }),
  };
}

function causesOf(thrown: unknown): string {
  const described: string[] = [];
  let cause = read(thrown, 'cause');
  while (cause !== undefined && described.length < CAUSES_MAX) {
    const code = codeOf(cause);
    described.push(code === undefined ? nameOf(cause) : `${nameOf(cause)}(${code})`);
    cause = read(cause, 'cause');
  }
  return described.join(' > ');
}

function nameOf(thrown: unknown): string {
  if (typeof thrown === 'string') return nameOfString(thrown);
  if (!(thrown instanceof Error)) return thrown === null ? 'null' : typeof thrown;
  const name = allowedExceptionName(read(thrown, 'name'));
  return name.startsWith('[') ? 'Error' : name;
}

/** The core hands on causes of Cognito's as words (`throttled`) and exception names. Other strings may be anything. */
function nameOfString(thrown: string): string {
  const isWord = /^[a-z]{3,16}(?:-[a-z]{2,16}){0,3}$/.test(thrown);
  const name = isWord ? allowedWord(thrown) : allowedExceptionName(thrown);
  return name.startsWith('[') ? 'string' : name;
}

function codeOf(thrown: unknown): string | undefined {
  const code = read(thrown, 'code');
  if (typeof code !== 'string') return undefined;
  const own = allowedServiceCode(code);
  const known = own.startsWith('[') ? allowedErrorCode(code) : own;
  return known.startsWith('[') ? undefined : known;
}

function framesOf(thrown: unknown): string {
  const stack = read(thrown, 'stack');
  if (typeof stack !== 'string') return '';
  return withoutMessage(stack, read(thrown, 'message'))
    .slice(0, STACK_READ_MAX)
    .split('\n')
    .filter((line) => line.length <= FRAME_LENGTH_MAX && FRAME.test(line) && !line.includes('eyJ'))
    .slice(0, FRAMES_MAX)
    .map((line) => line.trim())
    .join('\n');
}

/** The stack begins with the message, which may itself hold lines that look like frames. */
function withoutMessage(stack: string, message: unknown): string {
  const at = typeof message === 'string' ? stack.indexOf(message) : -1;
  return at === -1 ? stack : stack.slice(at + String(message).length);
}

/** Reads a property of anything. A getter that throws counts as absent. */
function read(thrown: unknown, property: string): unknown {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  try {
    return (thrown as Record<string, unknown>)[property];
  } catch {
    return undefined;
  }
}
