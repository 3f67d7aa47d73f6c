import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { openRaw } from '../support/raw-request.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, {});
});
afterAll(() => service.stop());

function logoutBytes(requestId: string): { head: string; body: string; refreshToken: string } {
  const { refreshToken } = service.fake.signIn({ clientId: service.publicClientId, username: 'alice' });
  const body = JSON.stringify({ refreshToken: canary(refreshToken), clientId: service.publicClientId });
  const head = [
    'POST /logout HTTP/1.1',
    'Host: service',
    `X-Request-Id: ${requestId}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    '',
  ].join('\r\n');
  return { head, body, refreshToken };
}

const port = () => Number(new URL(service.url).port);
const revocations = () => service.fake.calls().filter(({ operation }) => operation === 'RevokeToken').length;
const linesOf = (requestId: string) =>
  service
    .log()
    .split('\n')
    .filter((line) => line.includes(`"requestId":"${requestId}"`));

describe('a caller who leaves', () => {
  test('F42: in the middle of the body has ended no session, and is no error of the service', async () => {
    const { head, body, refreshToken } = logoutBytes('left-in-the-middle');
    const before = revocations();
    const expecting = head.replace('Host: service', 'Host: service\r\nExpect: 100-continue');
    const socket = openRaw(port(), expecting);
    await once(socket, 'data');
    await new Promise<void>((resolve) => socket.write(body.slice(0, -10), () => resolve()));
    socket.destroy();
    await eventually(() => linesOf('left-in-the-middle').length > 0);
    expect(revocations()).toBe(before);
    expect(service.fake.refreshTokenState(refreshToken)).toBe('live');
    expect(linesOf('left-in-the-middle').join('\n')).not.toContain('"level":"error"');
  });

  test('F43: at once, together with many others, has their session ended all the same', async () => {
    const logouts = Array.from({ length: 40 }, (_, number) => logoutBytes(`left-at-once-${number}`));
    for (const { head, body } of logouts) openRaw(port(), head + body).end();
    await eventually(() =>
      logouts.every(({ refreshToken }) => service.fake.refreshTokenState(refreshToken) !== 'live'),
    );
    await eventually(() => logouts.every((_, number) => linesOf(`left-at-once-${number}`).length > 1));
    const served = logouts.map((_, number) => linesOf(`left-at-once-${number}`).join('\n'));
    for (const lines of served) expect(lines).toContain('"clientAddress":"127.0.0.1"');
  });

  test('F43: before the answer has their session ended all the same', async () => {
    const { head, body, refreshToken } = logoutBytes('left-before-the-answer');
    const before = revocations();
    service.fake.failNext({ operation: 'RevokeToken', kind: 'slow', delayMs: 200 });
    const socket = openRaw(port(), head + body);
    await eventually(() => revocations() > before);
    socket.destroy();
    await eventually(() => service.fake.refreshTokenState(refreshToken) === 'revoked');
    await eventually(() => linesOf('left-before-the-answer').some((line) => line.includes('"confirmed"')));
  });
});
