import type { Response } from 'express';

/**
 * Writes an answer. Express' own `send` is avoided: it turns a 200 into a 304 when a request says
 * `If-None-Match: *`, and a cached logout is none.
 */
export function sendBody(response: Response, status: number, mediaType: string, body: string): void {
  response.statusCode = status;
  response.setHeader('content-type', mediaType);
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

export function sendJson(response: Response, status: number, body: object): void {
  sendBody(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function sendNothing(response: Response, status: number): void {
  response.statusCode = status;
  response.end();
}
