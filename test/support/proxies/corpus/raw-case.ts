/**
 * A name, the bytes of a request, and the statuses of the answers, in order, when it is sent to the service directly,
 * through nginx, and through HAProxy. Behind the bytes comes an honest request for `/livez`, answered 200 if the
 * connection is still in step. `refused` is one answer of 400 or more, or none, and the end of the connection:
 * versions of the proxies differ in which.
 */
export type RawCase = readonly [name: string, bytes: string, direct: string, nginx: string, haproxy: string];

export const HIDDEN_ID = 'hidden-request';
export const ID = 'X-Request-Id: outer-request\r\n';

/** The beginning of a request whose body is yet to come. */
export const HEAD = `POST /logout HTTP/1.1\r\nHost: service\r\n${ID}Content-Type: application/json\r\n`;
export const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;
export const GET = `GET /livez HTTP/1.1\r\nHost: service\r\n${ID}`;

/** What a reader that finds another end of the outer request takes for a request of its own. */
export const HIDDEN = `POST /logout HTTP/1.1\r\nHost: service\r\nX-Request-Id: ${HIDDEN_ID}\r\nContent-Length: 0\r\n\r\n`;
export const HIDDEN_SIZE = HIDDEN.length.toString(16);
