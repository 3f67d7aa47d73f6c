import type { RequestListener } from 'node:http';
import type { Response } from 'supertest';
import { toolsOfProcess } from '../tools-of-process.ts';
import { answerOf, type Answer } from './answer.ts';
import { expectDocumented } from './expect-documented.ts';
import { expectWellBehaved } from './expect-well-behaved.ts';

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: object | string | Buffer;
}

/** Sends a request, and holds its answer to everything that must be true of every answer. */
export async function ask(app: RequestListener, question: Question): Promise<Answer> {
  const { method = 'POST', path, headers = {}, body } = question;
  const { default: request } = await toolsOfProcess.supertest();
  const test = request(app)[method.toLowerCase() as 'post'](path).redirects(0).set(headers);
  if (typeof body === 'object' && !Buffer.isBuffer(body)) {
    if (headers['Content-Type'] === undefined) test.set('Content-Type', 'application/json');
    test.send(JSON.stringify(body));
  } else if (body !== undefined) {
    test.serialize((data: unknown) => data as string).send(body as string);
  }
  const response = await test.buffer(true).parse(readText);
  const text = typeof response.body === 'string' ? response.body : '';
  const answer = answerOf(response.status, response.headers, text);
  expectWellBehaved(answer, path.split('?')[0] === '/revocations');
  await expectDocumented(method, path, answer);
  return answer;
}

function readText(response: Response, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
}
