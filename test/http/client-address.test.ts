import { describe, expect, test } from '@jest/globals';
import type { HttpSettings } from '../../src/http/app-dependencies.ts';
import { createRequestLimiter } from '../../src/rate-limit/request-limiter.ts';
import { canary } from '../support/canaries.ts';
import { SPA } from '../support/http/app-clients.ts';
import { ask } from '../support/http/ask.ts';
import { REFRESH_TOKEN } from '../support/http/credentials.ts';
import { startService } from '../support/http/service.ts';
import { runCollectingGarbage } from '../support/process/run-collecting-garbage.ts';

async function addressSeen(trustProxy: HttpSettings['trustProxy'], headers: Record<string, string>) {
  const { app, events } = startService({ settings: { trustProxy } });
  await ask(app, { path: '/logout', headers, body: {} });
  return events.find(({ name }) => name === 'requestServed')?.fields['clientAddress'];
}

const PEER = /^(::ffff:)?127\.0\.0\.1$/;

describe('The client address', () => {
  test('T21 is the one that the trusted hop added, not the ones that the caller wrote', async () => {
    const headers = { 'X-Forwarded-For': '6.6.6.6, 203.0.113.9' };
    expect(await addressSeen(1, headers)).toBe('203.0.113.9');
    expect(await addressSeen(2, headers)).toBe('6.6.6.6');
  });

  test('T23 is the peer when nobody is trusted, or the peer is not in the trusted ranges', async () => {
    const headers = { 'X-Forwarded-For': '6.6.6.6' };
    expect(await addressSeen(false, headers)).toMatch(PEER);
    expect(await addressSeen(0, headers)).toMatch(PEER);
    expect(await addressSeen(['10.0.0.0/8'], headers)).toMatch(PEER);
  });

  test('T21 is the first address, from the right, outside of the trusted ranges', async () => {
    const headers = { 'X-Forwarded-For': '6.6.6.6, 203.0.113.9, 10.1.2.3' };
    expect(await addressSeen(['127.0.0.0/8', '10.0.0.0/8'], headers)).toBe('203.0.113.9');
  });

  test('T21 is the peer when the forwarded value is no address', async () => {
    for (const value of [
      'unknown',
      '',
      'evil.example',
      '1.2.3.4.5',
      '<script>',
      '1.2.3.4:80',
      '_hidden',
      'a'.repeat(999),
    ]) {
      expect(await addressSeen(1, { 'X-Forwarded-For': value })).toMatch(PEER);
    }
  });

  test('T21 is not taken from any other header', async () => {
    const headers = {
      'X-Real-IP': '6.6.6.6',
      'X-Client-IP': '6.6.6.6',
      'CF-Connecting-IP': '6.6.6.6',
      'True-Client-IP': '6.6.6.6',
      Forwarded: 'for=6.6.6.6',
    };
    expect(await addressSeen(1, headers)).toMatch(PEER);
  });

  test('T24 counts as one for all of an IPv6 /56, and as another one outside of it', async () => {
    const policies = { 'client-address': { limit: 10, windowSeconds: 60 } };
    const { app } = startService({
      settings: { trustProxy: 1 },
      limiter: createRequestLimiter({ policies }),
    });
    // A token each, since trying the same one again is free.
    const statusFor = async (address: string, n: number) => {
      const body = { refreshToken: canary(`${REFRESH_TOKEN}-${n}`), clientId: SPA.clientId };
      return (await ask(app, { path: '/logout', headers: { 'X-Forwarded-For': address }, body })).status;
    };
    const statuses: number[] = [];
    for (let n = 0; n < 50; n += 1)
      statuses.push(await statusFor(`2001:db8:1:${n.toString(16)}::${n + 1}`, n));
    expect(statuses).toEqual([...Array<number>(10).fill(200), ...Array<number>(40).fill(429)]);
    expect(await statusFor('2001:db8:1:100::1', 50)).toBe(200);
  });

  test('keeps nothing else of the header that it came in', async () => {
    const program = `
      import { clientAddressOf } from ${JSON.stringify(new URL('../../src/http/client-address.ts', import.meta.url))};
      const addresses = Array.from({ length: 4000 }, () => {
        const header = Buffer.alloc(16_000, 'x, ').toString() + ' 203.0.113.195';
        const ip = header.slice(header.lastIndexOf(' ') + 1);
        return clientAddressOf({ ip, socket: { remoteAddress: '127.0.0.1' } });
      });
      gc();
      console.log(JSON.stringify({ heapUsedBytes: process.memoryUsage().heapUsed, last: addresses.at(-1) }));`;
    const { heapUsedBytes, last } = await runCollectingGarbage<{ heapUsedBytes: number; last: string }>(
      program,
    );
    expect(last).toBe('203.0.113.195');
    expect(heapUsedBytes).toBeLessThan(32_000_000);
  });
});
