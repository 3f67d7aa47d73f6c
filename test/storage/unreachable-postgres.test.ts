import type { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { keysFiles } from '../support/storage/keys-files.ts';
import { openTestStorage } from '../support/storage/open-test-storage.ts';
import { withSocketServer } from '../support/with-socket-server.ts';

const keysFile = keysFiles()();

/** What the operator is told of a server that treats its connections so. */
function toldOf(treat: (socket: Socket) => void, login: string, query: string): Promise<unknown> {
  return withSocketServer(treat, (port) => {
    const url = `postgres://${login}@127.0.0.1:${port}/none${query}`;
    return openTestStorage({ engine: 'postgres', url, timeoutMs: 500 }, { keysFile }).then(
      () => 'it opened',
      (error: unknown) => error,
    );
  });
}

const answer = (bytes: Uint8Array | string) => (socket: Socket) =>
  void socket.once('data', () => socket.write(bytes));

/** A message of the server about authentication, by the number of its kind. */
function authentication(kind: number, text: string): Buffer {
  const head = Buffer.from([0x52, 0, 0, 0, 8 + text.length, 0, 0, 0, kind]);
  return Buffer.concat([head, Buffer.from(text)]);
}

/** SCRAM up to where the password comes in (RFC 5802 section 3). */
function askForPassword(socket: Socket): void {
  answer(authentication(10, 'SCRAM-SHA-256\0\0'))(socket);
  socket.once('data', () =>
    socket.once('data', (first: Buffer) => {
      const nonce = /r=([^,]*)/.exec(first.toString('latin1'))?.[1] ?? '';
      socket.write(authentication(11, `r=${nonce}more,s=c2FsdA==,i=4096`));
    }),
  );
}

test.each<[string, (socket: Socket) => void, { readonly login?: string; readonly query?: string }]>([
  ['no answer in time', () => undefined, {}],
  ['it speaks no TLS, which sslmode asks for', answer('N'), { query: '?sslmode=verify-full' }],
  ['it wants a password', askForPassword, { login: 'nobody' }],
  ['it hung up', (socket) => socket.once('data', () => socket.end()), {}],
  [
    'it does not answer as PostgreSQL does',
    answer('HTTP/1.1 400 Bad Request\r\n\r\n'),
    { query: '?sslmode=verify-full' },
  ],
])(
  'a server that cannot be used is told with the reason: %s',
  async (why, treat, { login = 'nobody:no', query = '' }) => {
    const told = await toldOf(treat, login, query);
    expect(String(told)).toContain(`DATABASE_URL names a server that cannot be reached (${why})`);
  },
);
