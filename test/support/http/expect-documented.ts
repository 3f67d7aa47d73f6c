import { expect } from '@jest/globals';
import { toolsOfProcess } from '../tools-of-process.ts';
import type { Answer } from './answer.ts';

/** Holds an answer to the OpenAPI document: its status, its headers, its media type and its body to the last field. */
export async function expectDocumented(method: string, path: string, answer: Answer): Promise<void> {
  // What a gateway asks behind the prefix is asked of the prefix.
  if (path.startsWith('/authorize/')) return expectDocumented('GET', '/authorize', answer);
  if (method === 'OPTIONS' && answer.status === 204) {
    expect(answer.text).toBe('');
    return;
  }
  const { describedResponse, faultsBySchema } = await toolsOfProcess.describedAnswers();
  const response = describedResponse(method, path, answer.status);
  expect({ method, status: answer.status, documented: response !== undefined }).toMatchObject({
    documented: true,
  });
  if (response === undefined) return;
  const missing = Object.keys(response.headers).filter(
    (name) => answer.headers[name.toLowerCase()] === undefined,
  );
  expect(missing).toEqual([]);
  if (method === 'HEAD') return;
  if (response.content === undefined) {
    expect(answer.text).toBe('');
    return;
  }
  const mediaType = answer.headers['content-type']?.split(';')[0];
  expect(Object.keys(response.content)).toContain(mediaType);
  const schema = response.content[mediaType ?? '']?.schema;
  if (schema !== undefined) expect([...faultsBySchema(schema, answer.json)]).toEqual([]);
}
