import { canary } from '../canaries.ts';

const part = (seed: string, length: number) => `CANARY${seed}`.repeat(length).slice(0, length);
const digits = (seed: string) => Buffer.from(part(seed, 32), 'utf8').toString('hex');

/** What callers put everywhere: shaped as the real ones are, and found again wherever they come out. */
export const MARKED = {
  refreshToken: canary(
    `eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.${part('Key', 342)}.${part('Iv', 16)}.${part('Body', 700)}.${part('Tag', 22)}`,
  ),
  accessToken: canary(
    `eyJraWQiOiJDQU5BUlkiLCJhbGciOiJSUzI1NiJ9.eyJ${part('Claims', 500)}.${part('Signature', 342)}`,
  ),
  clientSecret: canary(part('ClientSecret', 52)),
  apiKey: canary(`clk_support.${digits('ApiKey')}`),
} as const;

/** A secret in the encodings in which callers and libraries send one. */
export function encodedFormsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const twice = encodeURIComponent(encodeURIComponent(`=${secret}`));
  return [bytes.toString('base64'), bytes.toString('hex'), twice];
}
