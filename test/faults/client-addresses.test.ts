import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../support/process/service-world.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { startProxy, type Proxy, type ProxyProgram } from '../support/proxies/start-proxy.ts';
import { answerOf } from '../support/raw-request.ts';

const LIMIT = 5;

/** What a caller writes who wants to be taken for somebody else. */
const FORGERIES = [
  'X-Forwarded-For: 6.6.6.6',
  'X-Forwarded-For: 6.6.6.6, 203.0.113.9',
  'X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 7.7.7.7',
  'X-Forwarded-For: unknown, "6.6.6.6"',
  'X-Forwarded-For: ,,',
  'X-Forwarded-For: 6.6.6.6\r\nConnection: close, X-Forwarded-For',
  'X_Forwarded_For: 6.6.6.6',
  'Forwarded: for=6.6.6.6',
  'X-Real-IP: 6.6.6.6\r\nTrue-Client-IP: 6.6.6.6\r\nCF-Connecting-IP: 6.6.6.6',
];

/** Asks from an address of this machine, and gives back the status. */
async function askFrom(
  address: string,
  port: number,
  path: string,
  headers: readonly string[],
): Promise<number> {
  const socket = connect({ host: '127.0.0.1', port, localAddress: address });
  const lines = [`POST ${path} HTTP/1.1`, 'Host: service', 'Content-Length: 0', ...headers];
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  return Number((await answerOf(socket)).slice('HTTP/1.1 '.length).slice(0, 3));
}

let world: ServiceWorld;

beforeAll(async () => {
  world = await createServiceWorld();
});
afterAll(() => world.stop());

function addressIn(service: ListeningService, requestId: string): string | undefined {
  const line = service
    .output()
    .split('\n')
    .find((text) => text.includes(`"requestId":"${requestId}"`));
  return /"clientAddress":"([^"]*)"/.exec(line ?? '')?.[1];
}

async function loggedAddress(service: ListeningService, requestId: string): Promise<string | undefined> {
  await eventually(() => addressIn(service, requestId) !== undefined);
  return addressIn(service, requestId);
}

function describeBehind(program: ProxyProgram, trustProxy: string): void {
  describeWithProgram(program, `behind ${program} with TRUST_PROXY=${trustProxy}`, () => {
    let service: ListeningService;
    let proxy: Proxy;

    beforeAll(async () => {
      service = await world.start({
        TRUST_PROXY: trustProxy,
        RATE_LIMIT_ADDRESS_PER_MINUTE: String(LIMIT),
      });
      proxy = await startProxy(program, [service.port, service.port]);
    });
    afterAll(() => proxy.stop());

    test.each([...FORGERIES.entries()])(
      'T21: the address is the caller’s own, whatever it writes (%d)',
      async (n, forgery) => {
        const id = `forged-${program}-${n}`;
        await askFrom('127.0.0.2', proxy.port, '/nothing', [`X-Request-Id: ${id}`, forgery]);
        expect(await loggedAddress(service, id)).toBe('127.0.0.2');
      },
    );

    test('T21: nobody gets another budget by another forged address, and nobody loses theirs', async () => {
      const statuses: number[] = [];
      for (let n = 0; n < LIMIT + 3; n += 1) {
        statuses.push(
          await askFrom('127.0.0.3', proxy.port, '/nothing', [`X-Forwarded-For: 198.51.100.${n}`]),
        );
      }
      expect(statuses).toEqual([...Array<number>(LIMIT).fill(404), 429, 429, 429]);
      expect(await askFrom('127.0.0.4', proxy.port, '/nothing', ['X-Forwarded-For: 127.0.0.3'])).toBe(404);
    });

    test('T22: forged host and scheme are in no answer', async () => {
      const socket = connect({ host: '127.0.0.1', port: proxy.port, localAddress: '127.0.0.5' });
      socket.write(
        'POST /logout HTTP/1.1\r\nHost: service\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: evil\r\nX-Forwarded-Port: 60666\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      );
      const answer = await answerOf(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).not.toMatch(/evil|60666/);
    });
  });
}

describeBehind('nginx', '1');
describeBehind('nginx', '127.0.0.1/32');
describeBehind('haproxy', '1');
describeBehind('haproxy', '127.0.0.1/32');

describe('past the proxy', () => {
  test('T23: who reaches the service without the trusted proxy is the peer of the connection', async () => {
    const service = await world.start({ TRUST_PROXY: '127.0.0.1/32' });
    await askFrom('127.0.0.2', service.port, '/nothing', [
      'X-Request-Id: past-the-proxy',
      'X-Forwarded-For: 6.6.6.6',
    ]);
    expect(await loggedAddress(service, 'past-the-proxy')).toBe('127.0.0.2');
  });
});

describeWithProgram('haproxy', 'two proxies in a row', () => {
  test('T21: with TRUST_PROXY=2 the address is the one that the outer proxy saw', async () => {
    const service = await world.start({ TRUST_PROXY: '2' });
    const inner = await startProxy('haproxy', [service.port, service.port]);
    const outer = await startProxy('haproxy', [inner.port, inner.port]);
    await askFrom('127.0.0.2', outer.port, '/nothing', [
      'X-Request-Id: two-proxies',
      'X-Forwarded-For: 6.6.6.6',
    ]);
    const address = await loggedAddress(service, 'two-proxies');
    await outer.stop();
    await inner.stop();
    expect(address).toBe('127.0.0.2');
  });
});
