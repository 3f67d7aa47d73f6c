import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readEvents } from '../../../src/guard/feed/event-stream.ts';

async function* chunks(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function eventsOf(text: string, cuts: readonly number[] = [], lengthMax = 1000): Promise<string[]> {
  const all = bytes(text);
  const bounds = [
    0,
    ...cuts.filter((cut) => cut < all.length).toSorted((one, other) => one - other),
    all.length,
  ];
  const parts = bounds.slice(1).map((end, at) => all.slice(bounds[at], end));
  const events: string[] = [];
  for await (const event of readEvents(chunks(...parts), lengthMax)) events.push(event);
  return events;
}

test.each([
  ['an event', 'event: batch\nid: 7\ndata: one\n\n', ['one']],
  ['several events', 'data: one\n\ndata: two\n\n', ['one', 'two']],
  ['data without a space', 'data:one\n\n', ['one']],
  ['data with two spaces, one of which is data', 'data:  one\n\n', [' one']],
  ['data over several lines', 'data: one\ndata: two\n\n', ['one\ntwo']],
  ['carriage returns and line feeds', 'data: one\r\n\r\ndata: two\r\n\r\n', ['one', 'two']],
  ['carriage returns', 'data: one\r\rdata: two\r\r:end', ['one', 'two']],
  ['comments, retries and unknown fields', ': hello\n\nretry: 5\nfoo: bar\ndata: one\n\n', ['one']],
  ['empty lines only', '\n\n\n', []],
  ['an event that is cut off', 'data: one\n\ndata: tw', ['one']],
  ['an event whose end is cut off', 'data: one\n\ndata: two\n', ['one']],
])('reads %s', async (_, text, expected) => {
  expect(await eventsOf(text)).toEqual(expected);
});

test('the same events are read wherever the network cuts the bytes', async () => {
  const text =
    'event: batch\r\nid: 7\r\ndata: żółw-1\r\n\r\n: note\n\ndata: two\ndata: three\n\nevent: x\ndata:4\n\n';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(120), { maxLength: 12 }), async (cuts) => {
      expect(await eventsOf(text, cuts)).toEqual(['żółw-1', 'two\nthree', '4']);
    }),
  );
});

test.each([
  ['a line that does not end', `data: ${'x'.repeat(2000)}`],
  ['an event that does not end', 'data: xxxxxxxxxxxxxxxxxxxxxxx\n'.repeat(100)],
])('%s is given up before it fills the memory', async (_, text) => {
  await expect(eventsOf(text)).rejects.toThrow(RangeError);
});
