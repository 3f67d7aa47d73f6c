import { ServerResponse, STATUS_CODES } from 'node:http';

/** A header as a line of an answer's head. Nobody checks it: whoever calls answers for a value without line breaks. */
export function headLine(name: string, value: string): string {
  return `${name}: ${value}\r\n`;
}

/** The same of several. */
export function headLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => headLine(name, value))
    .join('');
}

/** The first line of an answer (RFC 9112 section 4). */
export function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`;
}

/** Node's method that makes the head of an answer, once, of what it begins with and headers that Node.js has to know of. */
const MAKE_HEAD = '_storeHeader';

type MakeHead = (this: object, beginning: string, headers: object | null) => void;

interface HeadMaker {
  [MAKE_HEAD]: MakeHead;
}

const makeHead = (ServerResponse.prototype as unknown as HeadMaker)[MAKE_HEAD];
if (typeof makeHead !== 'function')
  throw new Error('This version of Node.js makes the heads of answers otherwise');

/**
 * Makes the head of an answer of lines as they are, and of headers that Node.js has to know of: how long the body is, and
 * whether the connection stays. Node.js checks, keeps and writes each header that it is given for itself, which is much for
 * lines that are always the same. What was set on the response before is not in it.
 *
 * @param lines those behind the status line
 * @param headers names and values, one after the other
 */
export function beginAnswer(
  response: ServerResponse,
  status: number,
  lines: string,
  headers: readonly string[],
): void {
  response.statusCode = status;
  makeHead.call(response, statusLine(status) + lines, headers);
}

/**
 * Puts lines into the head of every answer made by a prototype, behind the status line.
 *
 * @param linesFor given the answer, and an object that has the headers which it sets itself by their names in lower case
 */
export function addHeadLines<Answer extends object>(
  prototype: Answer,
  linesFor: (response: Answer, own: object) => string,
): void {
  (prototype as unknown as HeadMaker)[MAKE_HEAD] = function (beginning, headers) {
    makeHead.call(this, beginning + linesFor(this as Answer, headers ?? {}), headers);
  };
}
