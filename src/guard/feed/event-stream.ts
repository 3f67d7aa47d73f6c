/**
 * Reads the data of the events of an event stream, in order. Their names and ids are not kept: a batch says itself
 * what it is and where it belongs. An event that is cut off by the end of the stream is dropped.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 *
 * @throws RangeError when an event is longer than `lengthMax` characters
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  lengthMax: number,
): AsyncGenerator<string, void> {
  let data: string[] = [];
  for await (const line of readLines(body, lengthMax)) {
    if (line === '' && data.length > 0) {
      yield data.join('\n');
      data = [];
    } else if (line.startsWith('data:')) {
      data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      if (data.reduce((sum, { length }) => sum + length, 0) > lengthMax) throw tooLong();
    }
  }
}

async function* readLines(body: AsyncIterable<Uint8Array>, lengthMax: number): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    // A carriage return at the end may be half of a line break: what follows it decides.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > lengthMax) throw tooLong();
    yield* lines;
  }
}

function tooLong(): RangeError {
  return new RangeError('An event of the feed is too long.');
}
