import type { Random } from './random.ts';

const SPLICES = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  '\t',
  ':',
  ';',
  '%',
  '\x7f',
  '\xff',
  '\r\n\r\n',
  '\r\n ',
  'HTTP/1.1',
  'GET /smuggled HTTP/1.1\r\nHost: service\r\n\r\n',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Host: service\r\n',
  '0\r\n\r\n',
  '"',
  '\\u0000',
  '{',
  ']',
];

/** Changes a request in one to six places, without regard to what it means. */
export function mutate(bytes: string, random: Random): string {
  let changed = bytes;
  for (let left = 1 + random.below(6); left > 0; left -= 1) changed = mutateOnce(changed, random);
  return changed;
}

function mutateOnce(bytes: string, random: Random): string {
  const at = placeIn(bytes, random);
  const before = bytes.slice(0, at);
  const after = bytes.slice(at);
  return random.weighted([
    [4, () => before + random.pick(SPLICES) + after],
    [3, () => before + random.bytes(1) + after.slice(1)],
    [3, () => before + after.slice(1 + random.below(8))],
    [2, () => before + after.slice(0, random.below(40)) + after],
    [1, () => before],
    [1, () => before + random.bytes(random.below(30)) + after],
    [1, () => after + before],
  ])();
}

/** Mostly within the head, where most of the meaning is. */
function placeIn(bytes: string, random: Random): number {
  const headEnd = bytes.indexOf('\r\n\r\n') + 4;
  return random.below((random.chance(0.8) && headEnd > 4 ? headEnd : bytes.length) + 1);
}
