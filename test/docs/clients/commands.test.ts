import { connect } from 'node:tls';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SELF_SIGNED } from '../../support/cognito/self-signed.ts';
import { KINDS, refreshes, signIn, type Session } from '../../support/interop/sessions.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';
import { codeOf } from '../../support/recipes/recipe-pages.ts';
import { startRecipeWorld, type RecipeWorld } from '../../support/recipes/recipe-world.ts';
import { runShell } from '../../support/programs/shell.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
let world: RecipeWorld;

beforeAll(async () => {
  world = await startRecipeWorld(writeFile, { logoutUri: 'myapp://goodbye' });
});
afterAll(() => world.stop());

function run(page: string, command: number, session: Session): Promise<string> {
  return runShell(world.here(codeOf(page, 'sh')[command] ?? '', session.clientId), {
    ...world.trust,
    HOME: process.env['HOME'] ?? '',
    REFRESH_TOKEN: session.refreshToken,
    ACCESS_TOKEN: session.accessToken,
  });
}

describeWithProgram('curl', 'curl, as the recipe has it,', () => {
  test.each(KINDS)('ends the session of a %s at each of the routes', async (kind) => {
    for (const [command, answer] of [
      [0, /"status":"revoked"/],
      [2, /^\{\}$/],
      [3, /^\{\}$/],
    ] as const) {
      const session = signIn(world.service, world.service[kind]);
      expect(await run('curl.md', command, session)).toMatch(answer);
      expect(await refreshes(world.service, session)).toBe(false);
    }
  });

  test('ends every session of the user', async () => {
    const session = signIn(world.service, world.service.publicClientId);
    const other = signIn(world.service, world.service.confidentialClientId);
    expect(await run('curl.md', 1, session)).toContain('"status":"revoked"');
    expect(await refreshes(world.service, other)).toBe(false);
  });
});

describeWithProgram('aws', 'the AWS CLI, as the recipe has it,', () => {
  test.each(KINDS)(
    'ends the session of a %s, and every session of the user',
    async (kind) => {
      const session = signIn(world.service, world.service[kind]);
      const other = signIn(world.service, world.service[kind]);

      expect(await run('aws-cli-and-sdks.md', 0, session)).toBe('');
      expect(await refreshes(world.service, session)).toBe(false);
      expect(await refreshes(world.service, other)).toBe(true);

      await run('aws-cli-and-sdks.md', 1, other);
      expect(await refreshes(world.service, other)).toBe(false);
    },
    60_000,
  );
});

/** Sends a request as AppAuth does, with the length of its body. */
async function sendRequest(request: number, { clientId, refreshToken, idToken }: Session): Promise<string> {
  const [head = '', body = ''] = world
    .here(codeOf('appauth.md', 'http')[request] ?? '', clientId)
    .replace('REFRESH_TOKEN', refreshToken)
    .replace('ID_TOKEN', idToken)
    .split('\n\n');
  const content = body.trim();
  const lines =
    content === '' ? head.split('\n') : [...head.split('\n'), `Content-Length: ${content.length}`];
  const { port } = world.front;
  const socket = connect({ port, host: '127.0.0.1', ca: SELF_SIGNED.cert });
  socket.write(`${lines.filter((line) => line !== '').join('\r\n')}\r\n\r\n${content}`);
  return text(socket);
}

test.each(KINDS)('the requests of AppAuth end the session of a %s and lead back to the app', async (kind) => {
  const session = signIn(world.service, world.service[kind]);

  expect(await sendRequest(0, session)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{\}$/);
  expect(await refreshes(world.service, session)).toBe(false);

  const answer = await sendRequest(1, session);
  const [, location = ''] = /^HTTP\/1\.1 303 [^]*\r\nLocation: (\S+)\r\n/.exec(answer) ?? [];
  expect((await fetch(location, { redirect: 'manual' })).headers.get('location')).toBe('myapp://goodbye');
});
