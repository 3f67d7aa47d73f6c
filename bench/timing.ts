/**
 * Whether the time that a refusal of an API key takes tells how much of it was right: Welch's t over two classes of
 * wrong keys, tried in random order. |t| below 4.5 means that no difference was found. The id of a key is public, so
 * that some nanoseconds between an id that exists and one that does not give nothing away. `npm run bench:timing`
 */
import { apiKeyHash, createApiKey } from '../src/admin-keys/api-key.ts';
import { createApiKeyAuthenticator } from '../src/admin-keys/api-key-authenticator.ts';

const TRIES = 100_000;
const WARM_UP_TRIES = 20_000;
const THRESHOLD = 4.5;

const key = createApiKey('bench');
const stored = {
  id: 'bench',
  name: 'Bench',
  hash: apiKeyHash(key),
  scopes: ['admin'] as const,
  userPoolIds: 'all' as const,
  acts: [],
  expiresAtMs: undefined,
};
const admins = createApiKeyAuthenticator([stored], { nowMs: () => 0 });

function changedAt(index: number): string {
  return key.slice(0, index) + (key[index] === '0' ? '1' : '0') + key.slice(index + 1);
}

const COMPARISONS: Readonly<Record<string, readonly [string, string]>> = {
  'the first digit wrong, or the last': [changedAt('clk_bench.'.length), changedAt(key.length - 1)],
  'an id that exists, or one that does not': [changedAt(key.length - 1), createApiKey('other')],
};

interface Moments {
  count: number;
  mean: number;
  squares: number;
}

function add(moments: Moments, value: number): void {
  moments.count += 1;
  const distance = value - moments.mean;
  moments.mean += distance / moments.count;
  moments.squares += distance * (value - moments.mean);
}

function welchT(one: Moments, other: Moments): number {
  const errorOf = ({ squares, count }: Moments) => squares / (count - 1) / count;
  return (one.mean - other.mean) / Math.sqrt(errorOf(one) + errorOf(other));
}

async function timeNs(credential: string): Promise<number> {
  const startedNs = process.hrtime.bigint();
  await admins.authenticate(credential);
  return Number(process.hrtime.bigint() - startedNs);
}

/** Leaves out the slowest twentieth, in which garbage collection and other processes are what is measured. */
function momentsOf(timesNs: readonly number[]): Moments {
  const moments: Moments = { count: 0, mean: 0, squares: 0 };
  const kept = [...timesNs].sort((a, b) => a - b).slice(0, Math.floor(timesNs.length * 0.95));
  for (const each of kept) add(moments, each);
  return moments;
}

for (const [what, credentials] of Object.entries(COMPARISONS)) {
  const timesNs: [number[], number[]] = [[], []];
  for (let attempt = 0; attempt < WARM_UP_TRIES + 2 * TRIES; attempt += 1) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const taken = await timeNs(credentials[which]);
    if (attempt >= WARM_UP_TRIES) timesNs[which].push(taken);
  }
  const [one, other] = [momentsOf(timesNs[0]), momentsOf(timesNs[1])];
  const t = welchT(one, other);
  const verdict = Math.abs(t) < THRESHOLD ? 'no difference found' : 'A DIFFERENCE';
  console.log(
    `${what}: ${one.mean.toFixed(0)} ns, ${other.mean.toFixed(0)} ns, t = ${t.toFixed(2)}: ${verdict}`,
  );
}
