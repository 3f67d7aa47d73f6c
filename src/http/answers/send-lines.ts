import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

export const NDJSON = 'application/x-ndjson';

/**
 * Writes items as they come, a JSON text a line, no faster than the caller reads. Should they fail midway, the connection
 * is cut, so that nobody takes a part for the whole.
 *
 * @throws what the items fail with: before the first of them nothing was sent, so that it may be answered
 */
export async function sendLines<Item>(
  response: Response,
  items: AsyncIterable<Item>,
  describe: (item: Item) => object,
): Promise<void> {
  const lines = async function* () {
    for await (const item of items) yield `${JSON.stringify(describe(item))}\n`;
  };
  if (response.req.method === 'HEAD') {
    begin(response).end();
    return;
  }
  const source = Readable.from(lines());
  await once(source, 'readable');
  if (response.destroyed) {
    source.destroy();
    return;
  }
  try {
    await pipeline(source, begin(response));
  } catch (error) {
    // The caller has gone, which is no fault of anybody's.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function begin(response: Response): Response {
  response.statusCode = 200;
  response.setHeader('Content-Type', NDJSON);
  return response;
}
