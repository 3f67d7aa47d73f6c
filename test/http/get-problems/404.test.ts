import { describe, expect, test } from '@jest/globals';
import { askRaw } from '../../support/http/ask-raw.ts';
import { startService } from '../../support/http/service.ts';

const CODES = [
  'nothing',
  '',
  '%E0%A4%A',
  '../livez',
  'internal/',
  'INTERNAL',
  '__proto__',
  'constructor',
  '%00',
];

describe('GET /problems/<code> answers 404', () => {
  test.each(CODES)('for the code %j, and repeats nothing of it', async (code) => {
    const { app } = startService();
    const answer = await askRaw(app, [`GET /problems/${code} HTTP/1.1`, 'Host: a.example']);
    expect(answer.status).toBe(404);
    expect(answer.json['code']).toBe('not-found');
    if (code !== '') expect(answer.text).not.toContain(`problems/${code}`);
  });
});
