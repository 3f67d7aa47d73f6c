import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
