import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /revocations/keys answers 200', () => {
  test('RFC 8037 section 2: with the public key, to everybody, and nothing of the private one', async () => {
    const { app } = startService();
    const answer = await ask(app, { method: 'GET', path: '/revocations/keys' });
    expect(answer.json).toEqual({
      keys: [
        {
          kty: 'OKP',
          crv: 'Ed25519',
          x: expect.stringMatching(/^[\w-]{43}$/),
          kid: expect.stringMatching(/^[\w-]{43}$/),
        },
      ],
    });
  });
});
