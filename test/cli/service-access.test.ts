import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createApiKey } from '../../src/admin-keys/api-key.ts';
import { canary } from '../support/canaries.ts';
import { runCommand } from '../support/cli/run-command.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const KEY = canary(createApiKey('access'));
const ACCESS = { COGNITO_LOGOUT_URL: 'https://logout.example.com', COGNITO_LOGOUT_API_KEY: KEY };
const ALL_BUT_INTERVALS = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setTimeout',
  'clearTimeout',
] as const;
const writeFile = temporaryFiles();
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const list = (args: readonly string[] = [], environment: Record<string, string> = {}, stdin = '') =>
  runCommand(['parked', 'list', ...args], { environment, stdin });

describe('where the service is, and by what it knows the admin', () => {
  test.each<[string, readonly string[], Record<string, string>, string]>([
    ['no URL', [], { COGNITO_LOGOUT_API_KEY: KEY }, 'COGNITO_LOGOUT_URL'],
    ['no key', [], { COGNITO_LOGOUT_URL: 'https://a.example' }, 'COGNITO_LOGOUT_API_KEY_FILE'],
    ['a key and a file', [], { ...ACCESS, COGNITO_LOGOUT_API_KEY_FILE: '/key' }, 'not both'],
    ['no URL at all', ['--url', 'logout'], ACCESS, 'https://logout.example.com'],
    ['another scheme', ['--url', 'file:///etc/passwd'], ACCESS, 'https://logout.example.com'],
    ['a password in the URL', ['--url', 'https://a:b@a.example'], ACCESS, 'no name, password'],
    ['a key of two lines', [], { ...ACCESS, COGNITO_LOGOUT_API_KEY: `${KEY}\nX: y` }, 'without blanks'],
    ['a key file that is not there', ['--api-key-file', '/nowhere/key'], ACCESS, 'cannot be read'],
    ['an unknown option', ['--everything'], ACCESS, '--everything'],
    ['plain http to another machine', ['--url', 'http://logout.example.com'], ACCESS, '--allow-plain-http'],
    [
      'a name that begins like this machine',
      ['--url', 'http://localhost.example'],
      ACCESS,
      '--allow-plain-http',
    ],
    [
      'a name that begins like an address',
      ['--url', 'http://127.0.0.1.example'],
      ACCESS,
      '--allow-plain-http',
    ],
  ])(
    'given %s says what is wrong, with exit code 2 and nothing of the key',
    async (_what, args, env, says) => {
      const { code, stdout, stderr } = await list(args, env);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(says);
      expect(stderr).toContain('cognito-logout parked list --help');
      expect(stderr).not.toContain(KEY);
    },
  );

  test.each(['file', 'variable', 'standard input'])('the key comes from a %s', async (from) => {
    let sent: string | undefined;
    const url = await serve((request, response) => {
      sent = request.headers.authorization;
      response.end('{"groups":[]}');
    });
    const file = writeFile('key', `${KEY}\n`);
    const [args, environment, stdin] = {
      file: [['--api-key-file', file], {}, ''] as const,
      variable: [[], { COGNITO_LOGOUT_API_KEY_FILE: file }, ''] as const,
      'standard input': [['--api-key-file', '-'], {}, `${KEY}\n`] as const,
    }[from] ?? [[], {}, ''];
    const { code, stdout } = await list(['--url', `${url}/`, ...args], environment, stdin);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing waits for an operator.\n' });
    expect(sent).toBe(`Bearer ${KEY}`);
  });

  test('the key is not sent on where a redirect leads', async () => {
    let visited = false;
    const elsewhere = await serve((_request, response) => {
      visited = true;
      response.end('{}');
    });
    const url = await serve((_request, response) => {
      response.writeHead(307, { Location: elsewhere }).end();
    });
    const { code, stderr } = await list(['--url', url], ACCESS);
    expect({ code, visited }).toEqual({ code: 1, visited: false });
    expect(stderr).toContain('leads elsewhere (307)');
  });

  test.each<[string, number, string, string]>([
    ['a page of something else', 200, '<html>', 'not this service'],
    ['an error of something else', 500, '<html>10.0.0.7 failed</html>', 'answered 500, and not as'],
    [
      'an error of a proxy before the service',
      504,
      '<html>upstream 10.0.0.7 failed</html>',
      'answered 504: the service did not answer it. What was asked may have taken effect: ',
    ],
    [
      'a refusal',
      403,
      JSON.stringify({
        title: 'Not allowed',
        detail: 'No.\u001B[2J',
        code: 'forbidden',
        instance: 'urn:uuid:1',
      }),
      'Not allowed.\nNo. [2J\nWhat to do: ',
    ],
    [
      'a refusal with the id of its request',
      403,
      '{"title":"Not allowed","instance":"urn:uuid:7e5637d9-5957-45a6-9770-9a8ed67092d9"}',
      'Not allowed.\nThe log of the service has it under 7e5637d9-5957-45a6-9770-9a8ed67092d9.',
    ],
    ['a refusal with a code that it does not know', 418, '{"title":"Tea","code":"constructor"}', 'Tea.'],
  ])('to %s it says what it means, with exit code 1', async (_what, status, body, says) => {
    const url = await serve((_request, response) => {
      response.writeHead(status).end(body);
    });
    const { code, stdout, stderr } = await list(['--url', url], ACCESS);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('10.0.0.7');
    expect(stderr).not.toContain('\u001B');
  });

  test('of a service that has too much to do it says after how many seconds to try again', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(429, { 'Retry-After': '900' });
      response.end('{"title":"Too many requests","code":"too-many-requests"}');
    });
    const { code, stderr } = await list(['--url', url], ACCESS);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'Too many requests.\nWhat to do: Wait for as many seconds as Retry-After says.\nRetry-After says 900.\n',
    });
  });

  test('of a service that cannot be reached it says where it looked for it, and why', async () => {
    const url = await serve(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    const { code, stderr } = await list(['--url', `${url}/path`], ACCESS);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `The service at ${url} cannot be reached (ECONNREFUSED). See that it runs, and that the URL is right.\n`,
    );
  });

  test('of a connection that ended after it had asked it says that this may have taken effect', async () => {
    const url = await serve((request) => request.socket.destroy());
    const { code, stderr } = await list(['--url', url], ACCESS);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The connection ended before .* may have taken effect: .*\n$/);
  });

  test.each([
    ['shows on the standard error of a terminal', true, ['2 s', '3 s']],
    ['says nowhere else', false, []],
  ])('%s how long it has been waiting for an answer', async (_what, isTerminal, waits) => {
    let asked: (response: ServerResponse) => void = () => undefined;
    const isAsked = new Promise<ServerResponse>((resolve) => {
      asked = resolve;
    });
    const url = await serve((_request, response) => asked(response));
    jest.useFakeTimers({ doNotFake: [...ALL_BUT_INTERVALS] });
    try {
      const listing = runCommand(['parked', 'list', '--url', url], { environment: ACCESS, isTerminal });
      const response = await isAsked;
      jest.advanceTimersByTime(3500);
      response.end('{"groups":[]}');
      const { code, stdout, stderr } = await listing;
      expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing waits for an operator.\n' });
      expect(stderr.match(/\d s/g) ?? []).toEqual(waits);
      expect(stderr.split('\r').at(-1)).toBe('');
    } finally {
      jest.useRealTimers();
    }
  });
});
