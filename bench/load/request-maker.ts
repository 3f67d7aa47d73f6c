import { randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_PLACE, UNIQUE_CHARACTERS, UNIQUE_PLACE } from './request-template.ts';

const COUNTER_CHARACTERS = 12;

/** What the tokens of one run of a generator begin with, so that those of two runs differ. */
export function uniquePrefix(): string {
  return randomBytes(4)
    .toString('hex')
    .slice(0, UNIQUE_CHARACTERS - COUNTER_CHARACTERS);
}

/** Fills a template anew at each call. Access tokens are taken in turn. */
export function createRequestMaker(template: string, accessTokens: readonly string[]): () => Buffer {
  const prefix = uniquePrefix();
  const [before = '', after = ''] = template.split(UNIQUE_PLACE);
  const [between = '', rest = ''] = after.split(ACCESS_TOKEN_PLACE);
  let sent = 0;
  return () => {
    sent += 1;
    const unique = prefix + sent.toString(16).padStart(COUNTER_CHARACTERS, '0');
    const accessToken = accessTokens[sent % accessTokens.length] ?? '';
    return Buffer.from(before + unique + between + accessToken + rest, 'latin1');
  };
}
