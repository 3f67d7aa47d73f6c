import { expect, test } from '@jest/globals';
import { createMessageReader } from '../../bench/load/message-reader.ts';

/** The first lines of the messages in a text that comes in pieces of so many bytes. */
function firstLines(text: string, pieceBytes: number): readonly string[] {
  const lines: string[] = [];
  const read = createMessageReader((line) => lines.push(line));
  for (let at = 0; at < text.length; at += pieceBytes) read(Buffer.from(text.slice(at, at + pieceBytes)));
  return lines;
}

const ANSWERS = [
  'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody',
  'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n',
  'HTTP/1.1 204 No Content\r\n\r\n',
].join('');

test.each([1, 7, 1000])('answers are told from one another when they come in pieces of %d bytes', (bytes) => {
  expect(firstLines(ANSWERS, bytes)).toEqual([
    'HTTP/1.1 200 OK',
    'HTTP/1.1 503 Service Unavailable',
    'HTTP/1.1 201 Created',
    'HTTP/1.1 204 No Content',
  ]);
});

test('an answer counts only once its body has come', () => {
  expect(firstLines('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody', 1000)).toEqual([]);
});
