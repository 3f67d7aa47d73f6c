import { describe, expect, test } from '@jest/globals';
import { assert, constantFrom, nat, property } from 'fast-check';
import { createScrubText } from '../../src/telemetry/scrub-text.ts';
import { canary, encodingsOf } from '../support/canaries.ts';

const TOKEN = canary('eyJraWQiOiJTRUNSRVRDQU5BUlkifQ.eyJTRUNSRVRDQU5BUlkiOjF9.c2lnLVNFQ1JFVENBTkFSWQ');
const SECRET = canary('SECRETCANARY/scrub+"quoted"\\0123456789');

describe('the scrubber', () => {
  const scrub = createScrubText([SECRET]);

  test.each([
    ['a token', `token ${TOKEN}, end`],
    ['a token in a URL', `https://x.example/?t=${encodeURIComponent(TOKEN)}&u=1`],
    ['a token cut off', `"body":"${TOKEN.slice(0, 40)}`],
    ['a token in base64', Buffer.from(TOKEN).toString('base64')],
    ['a token in hexadecimal digits', Buffer.from(TOKEN).toString('hex')],
    ['a bearer token', `authorization: bearer   ${TOKEN.slice(4)}`],
    ['Basic credentials', `Authorization: Basic ${Buffer.from('client:SECRETCANARY').toString('base64')}`],
    ['an API key', `clk_ops.${'0123456789abcdef'.repeat(4)}`],
  ])('takes out %s', (_, text) => {
    const scrubbed = scrub(text);
    expect(scrubbed).toContain('[scrubbed]');
    expect(encodingsOf(TOKEN).some((form) => scrubbed.includes(form.slice(0, 40)))).toBe(false);
    expect(scrubbed).not.toMatch(/eyJ|CANARY|0123456789abcdef/);
  });

  test.each(encodingsOf(SECRET).map((form) => [form]))(
    'takes out a configured secret in each form',
    (form) => {
      expect(scrub(`before ${form} after`)).toBe('before [scrubbed] after');
    },
  );

  test('takes out a configured secret in JSON', () => {
    expect(scrub(JSON.stringify({ why: `x ${SECRET} y` }))).toBe('{"why":"x [scrubbed] y"}');
  });

  test('takes out a configured secret within base64, at whatever offset it stands', () => {
    const encodings = constantFrom('base64' as const, 'base64url' as const);
    assert(
      property(nat(40), nat(40), encodings, (before, after, encoding) => {
        const text = Buffer.from('x'.repeat(before) + SECRET + 'y'.repeat(after)).toString(encoding);
        const decoded = Buffer.from(scrub(text).replace('[scrubbed]', ''), 'base64').toString();
        expect(decoded.includes('SECRETCANARY')).toBe(false);
        expect(scrub(text)).toContain('[scrubbed]');
      }),
    );
  });

  test('leaves ordinary lines as they are', () => {
    const line = JSON.stringify({
      level: 'info',
      route: 'POST /oauth2/revoke',
      clientId: '4h57k1vd5vtr1ja4mkb5qe2i0h',
      fingerprint: '0123456789abcdef',
      receiptId: '0f1e2d3c-0000-4000-8000-000000000002',
      stack: 'at handle (file:///app/dist/http/routes/logout.js:10:5)',
    });
    expect(scrub(line)).toBe(line);
  });

  test('does not take short secrets for words', () => {
    expect(createScrubText(['info'])('"level":"info"')).toBe('"level":"info"');
  });

  test('T55: takes time in proportion to the text, on the worst that can be written', () => {
    const seeds = [
      'eyJ',
      'eyJa.',
      'ZXlK',
      '65794a',
      'basic ',
      'bearer%20',
      'bearer \t',
      'clk_',
      SECRET.slice(0, -1),
    ];
    for (const seed of seeds) {
      const stepsOf = (length: number) => {
        const text = `${seed.repeat(length / seed.length)}!`;
        const startedMs = performance.now();
        for (let n = 0; n < 5; n += 1) scrub(text);
        return performance.now() - startedMs;
      };
      stepsOf(8192);
      // A quadratic pattern would take minutes for this, and the test would not end.
      expect(stepsOf(2_000_000)).toBeGreaterThan(0);
    }
  });
});
