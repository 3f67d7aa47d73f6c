const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/**
 * Reads HTTP/1.1 messages of one connection, as far as load and upstream need it: calls back with the first line of each
 * once all of it has come.
 */
export function createMessageReader(onMessage: (firstLine: string) => void): (chunk: Buffer) => void {
  let text = '';

  function takeMessage(): boolean {
    const headEnd = text.indexOf(HEAD_END);
    if (headEnd < 0) return false;
    const end = endOf(text, headEnd + HEAD_END.length);
    if (end === undefined) return false;
    const firstLine = text.slice(0, text.indexOf('\r\n'));
    text = text.slice(end);
    onMessage(firstLine);
    return text.length > 0;
  }

  return (chunk) => {
    text = text === '' ? chunk.toString('latin1') : text + chunk.toString('latin1');
    while (takeMessage());
  };
}

/** Where the body ends that begins at this index; undefined where it has not come as a whole. */
function endOf(text: string, bodyStart: number): number | undefined {
  const head = text.slice(0, bodyStart);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const end = bodyStart + Number(length);
    return text.length < end ? undefined : end;
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return bodyStart;
  const last = text.indexOf(LAST_CHUNK, bodyStart);
  return last < 0 ? undefined : last + LAST_CHUNK.length;
}
