import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { openBatch } from '../../../src/tokens/feed/open-batch.ts';
import { readFeedKeys } from '../../../src/tokens/feed/feed-key.ts';
import type { RevocationBatch } from '../../../src/tokens/feed/revocation-batch.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP } from '../../support/http/app-clients.ts';
import { FEED_KEY_OF_READER, POOL_FEED_KEY } from '../../support/http/credentials.ts';
import { bearer, DENIED_SESSION, revocations } from '../../support/http/questions/reader-questions.ts';
import { NOW_MS, startService, type TestService } from '../../support/http/service.ts';

async function batchOf({ app }: TestService, jws: string): Promise<RevocationBatch> {
  const { json } = await ask(app, { method: 'GET', path: '/revocations/keys' });
  const opened = openBatch(jws, readFeedKeys(json));
  if (opened.kind !== 'batch') throw new Error(`refused: ${opened.why}`);
  return opened.batch;
}

const IN_SHOP: Denial = { ...DENIED_SESSION, userPoolId: SHOP.userPoolId };

describe('GET /revocations answers 200', () => {
  test('with everything that was denied, signed with the published key', async () => {
    const service = startService();
    await service.denials.add([DENIED_SESSION]);
    const answer = await ask(service.app, revocations());
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/jose');
    expect(await batchOf(service, answer.text)).toMatchObject({
      from: null,
      upToDate: true,
      asOfMs: NOW_MS,
      denials: [DENIED_SESSION],
    });
  });

  test('with what was denied since the cursor, and from the beginning for one that is not known', async () => {
    const service = startService();
    const before = await batchOf(service, (await ask(service.app, revocations())).text);
    await service.denials.add([DENIED_SESSION]);
    const after = await ask(service.app, revocations(`?since=${before.to}`));
    expect(await batchOf(service, after.text)).toMatchObject({ from: before.to, denials: [DENIED_SESSION] });
    const unknown = await ask(service.app, revocations('?since=abc.1.def'));
    expect(await batchOf(service, unknown.text)).toMatchObject({ from: null, denials: [DENIED_SESSION] });
  });

  test('with a new batch as soon as something was denied', async () => {
    const service = startService();
    const before = await ask(service.app, revocations());
    await service.denials.add([DENIED_SESSION]);
    expect((await ask(service.app, revocations())).text).not.toBe(before.text);
  });

  test('with nothing of user pools that the key does not reach, at the same cursors', async () => {
    const service = startService();
    await service.denials.add([DENIED_SESSION, IN_SHOP]);
    const all = await batchOf(service, (await ask(service.app, revocations())).text);
    const some = await ask(service.app, revocations('', bearer(POOL_FEED_KEY)));
    expect(await batchOf(service, some.text)).toMatchObject({
      to: all.to,
      denials: [IN_SHOP],
      onlyUserPoolIds: [SHOP.userPoolId],
    });
    expect(all.onlyUserPoolIds).toBeUndefined();
    // Or else a cache in between would give it to readers of all pools, who would find the signature good.
    expect(some.headers['vary']?.split(', ')).toContain('Authorization');
  });

  test('compressed to a reader who takes that, and else as it is', async () => {
    const service = startService();
    const many = Array.from({ length: 100 }, (_, index) => ({
      ...DENIED_SESSION,
      originJti: `session-${index}`,
    })) as Denial[];
    await service.denials.add(many);
    const plain = await ask(service.app, { ...revocations(), headers: headersWith('identity') });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const response = await request(service.app)
      .get('/revocations')
      .set(headersWith('br, gzip;q=0.5'))
      .buffer(true)
      .parse((stream, done) => {
        expect(stream.headers['content-encoding']).toBe('gzip');
        expect(stream.headers['vary']).toBe('Origin, Sec-Fetch-Site, Authorization, Accept-Encoding');
        expect(stream.headers['etag']).not.toBe(plain.headers['etag']);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => done(null, Buffer.concat(chunks)));
      });
    const raw = response.body as Buffer;
    const text = raw[0] === 0x1f ? gunzipSync(raw).toString() : raw.toString();
    expect(text).toBe(plain.text);
  });
});

function headersWith(encoding: string): Readonly<Record<string, string>> {
  return { ...bearer(FEED_KEY_OF_READER), 'Accept-Encoding': encoding };
}
