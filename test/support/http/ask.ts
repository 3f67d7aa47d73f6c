import type { RequestListener } from 'node:http';
import { expect } from '@jest/globals';
import request from 'supertest';
import * as credentials from './credentials.ts';
import { encodingsOf } from '../canaries.ts';
import { expectDocumented } from './expect-documented.ts';

export interface Question {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: object | string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly setCookie: readonly string[];
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Sends a request, and holds its answer to everything that must be true of every answer. */
export async function ask(app: RequestListener, question: Question): Promise<Answer> {
  const { method = 'POST', path, headers = {}, body } = question;
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
  expectWellBehaved(answer);
  expectDocumented(method, path, answer);
  return answer;
}

export function answerOf(status: number, all: Record<string, string | string[]>, text: string): Answer {
  const { 'set-cookie': cookies = [], ...headers } = all;
  return {
    status,
    headers: headers as Record<string, string>,
    setCookie: typeof cookies === 'string' ? [cookies] : cookies,
    text,
    json: (/json/.test(String(headers['content-type'])) && text !== ''
      ? JSON.parse(text)
      : {}) as Answer['json'],
  };
}

/** What holds for every answer, whatever was asked. */
export function expectWellBehaved({ status, headers, setCookie, text }: Answer): void {
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-request-id']).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  expect(headers['vary']).toBe('Origin, Sec-Fetch-Site');
  expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['etag']).toBeUndefined();
  expect(status).not.toBe(304);
  const everything = [JSON.stringify(headers), ...setCookie, text].join('\n');
  const secrets = Object.values(credentials).flatMap(encodingsOf);
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
}

function readText(response: request.Response, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
}
