import { openFuzzConnection } from './fuzz-connection.ts';
import { makeRequest } from './make-request.ts';
import { createRandom } from './random.ts';
import { FUZZ_MARK, type FuzzWords } from './words.ts';

export interface FuzzOptions {
  readonly port: number;
  readonly seed: number;
  /** Requests are numbered, and each depends on its number and the seed alone. */
  readonly from: number;
  readonly to: number;
  readonly connections: number;
  readonly words: FuzzWords;
}

export interface FuzzReport {
  readonly requests: number;
  /** How many answers there were of each status. The questions between the requests are not counted. */
  readonly answers: Readonly<Record<string, number>>;
  /** Requests, by number, after which something came that must not come, and what that was. */
  readonly unexpected: readonly string[];
}

const QUIET_MS = 1_000;
const PIPELINED_MAX = 4;
const ANSWER = /HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n/g;

/** What a 503 may say: the service sheds load, or could not reach Cognito in time. */
const DELIBERATE = /"code":"(overloaded|not-durable)"/;

/** Sends the requests of a seed to a service, over many connections at once, several requests at a time. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const answers: Record<string, number> = {};
  const unexpected: string[] = [];
  let next = options.from;

  const takeBatch = () => {
    const from = next;
    let bytes = '';
    for (let room = PIPELINED_MAX; room > 0 && next < options.to; room -= 1) {
      const request = makeRequest(createRandom(options.seed, next), options.words);
      next += 1;
      bytes += request.bytes;
      if (!request.isFramed) break;
    }
    return { from, bytes };
  };

  const record = (from: number, text: string) => {
    for (const answer of splitAnswers(text)) {
      const status = answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 '.length + 3);
      answers[status] = (answers[status] ?? 0) + 1;
      if (isUnexpected(status, answer))
        unexpected.push(`${from} of ${options.seed}: ${answer.slice(0, 600)}`);
    }
  };

  const work = async (name: number) => {
    let opened = 0;
    while (next < options.to) {
      const random = createRandom(options.seed + 1, next);
      const connection = openFuzzConnection(options.port, `${name}-${(opened += 1)}`, QUIET_MS);
      for (let isReusable = true; isReusable && next < options.to;) {
        const { from, bytes } = takeBatch();
        const exchanged = await connection.exchange(bytes);
        record(from, exchanged.text);
        ({ isReusable } = exchanged);
      }
      await connection.close(random.chance(0.5) ? 'end' : 'reset');
    }
  };

  await Promise.all(Array.from({ length: options.connections }, (_, name) => work(name)));
  return { requests: options.to - options.from, answers, unexpected };
}

function splitAnswers(text: string): readonly string[] {
  const starts = [...text.matchAll(ANSWER)].map(({ index }) => index);
  return starts
    .map((start, n) => text.slice(start, starts[n + 1]))
    .filter((answer) => !/\r\nX-Request-Id: question-/.test(answer));
}

function isUnexpected(status: string, answer: string): boolean {
  if (answer.includes(FUZZ_MARK)) return true;
  return status >= '500' && !(status === '503' && DELIBERATE.test(answer));
}
