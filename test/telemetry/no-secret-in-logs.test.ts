import { describe, expect, test } from '@jest/globals';
import type { Telemetry as Events } from '../../src/telemetry/telemetry.ts';
import { canary, encodingsOf } from '../support/canaries.ts';
import { createRecordedTelemetry } from '../support/recorded-telemetry.ts';

const part = (seed: string, length: number) => seed.repeat(length).slice(0, length);
const TOKEN = canary(
  `eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.${part('CANARYlog1', 342)}.${part('Can2', 16)}.${part('CANARYlog3', 900)}.${part('Can4', 22)}`,
);
const SECRET = canary('SECRETCANARYlog0123456789abcdefghijklmnopqrstuvwxyz5');

class WithToken extends Error {
  readonly body: string;
  readonly config: object;

  constructor(message: string) {
    super(message, { cause: new Error(`cause ${TOKEN}`, { cause: TOKEN }) });
    this.name = TOKEN;
    this.body = TOKEN;
    this.config = { headers: { Authorization: `Bearer ${TOKEN}` } };
  }
}

const failing = (cause: unknown) => (events: Events) => {
  events.requestFailed({ requestId: 'request-1', route: 'POST /logout', cause });
  events.crashed({ kind: 'uncaughtException', cause });
};

/** A request was served, with one field that is not what its type says. */
const serving = (fields: object) => (events: Events) =>
  events.requestServed({
    requestId: 'request-1',
    route: 'POST /logout',
    status: 200,
    durationMs: 1,
    clientAddress: '192.0.2.1',
    ...fields,
  });

const throwingGetter = {
  get requestId(): string {
    throw new Error(TOKEN);
  },
};

/** The ways in which redaction by path was seen to leak, each tried on the functions that log. */
const SHAPES: readonly (readonly [string, (events: Events) => void])[] = [
  ['two levels deep', serving({ clientId: { body: { refreshToken: TOKEN } } })],
  ['a key in another case', serving({ RefreshToken: TOKEN, REFRESH_TOKEN: TOKEN })],
  ['an array', serving({ clientId: [TOKEN, { token: TOKEN }] })],
  ['an unknown field', serving({ refreshToken: TOKEN, body: TOKEN, secret: SECRET })],
  ['the message of an error', failing(new Error(`Unexpected token in ${TOKEN}`))],
  [
    'several lines of a message, shaped as frames',
    failing(new Error(`x\n    at ${SECRET} (file:///a.ts:1:1)\n`)),
  ],
  ['the cause of an error', failing(new Error('outer', { cause: new Error(TOKEN) }))],
  ['a string as cause', failing(new Error('outer', { cause: TOKEN }))],
  [
    'the body on an error',
    failing(Object.assign(new SyntaxError('bad JSON'), { body: TOKEN, expose: true })),
  ],
  ['the name, configuration and cause of an error', failing(new WithToken(SECRET))],
  ['the code of an error', failing(Object.assign(new Error('x'), { code: SECRET, name: SECRET }))],
  ['a thrown string', failing(TOKEN)],
  ['a thrown object', failing({ token: TOKEN, message: SECRET, stack: `Error\n    at ${TOKEN} (a.ts:1:1)` })],
  ['several errors in one', failing(new AggregateError([new Error(TOKEN)], SECRET))],
  ['a URL as route', serving({ route: `GET /logout/${TOKEN}?refresh_token=${TOKEN}` })],
  ['raw headers', serving({ rawHeaders: ['Authorization', `Bearer ${TOKEN}`, 'Cookie', `rt=${TOKEN}`] })],
  ['toJSON and toString', serving({ clientId: { toJSON: () => TOKEN, toString: () => TOKEN } })],
  ['a getter that throws', (events) => events.requestServed(throwingGetter as never)],
  ['any field with a token in it', (events) => fillEveryEvent(events, TOKEN)],
  ['any field with a secret in it', (events) => fillEveryEvent(events, SECRET)],
];

function fillEveryEvent(events: Events, value: string): void {
  const everything = new Proxy({}, { get: () => value }) as never;
  const functions = Object.entries(events) as [string, (event: never) => void][];
  for (const [name, record] of functions)
    if (!/^(metricsText|start|flush|inTrace)$/.test(name)) record(everything);
  const sentence = `Set ${value} in the configuration.`;
  events.clientMisconfigured({ userPoolId: value, clientId: value, problem: sentence, remedy: sentence });
  events.adminRefused({ requestId: value, clientAddress: value, why: sentence });
}

describe('T31: a token or secret does not get into a log line', () => {
  test.each(SHAPES)('by %s, with the scrubber switched off', async (_, log) => {
    const { telemetry, text } = createRecordedTelemetry({ scrubbing: false });
    log(telemetry);
    await telemetry.flush(1000);
    const output = text() + (await telemetry.metricsText());
    expect([TOKEN, SECRET].flatMap(encodingsOf).filter((form) => output.includes(form)).length).toBe(0);
    expect(/CANARY|eyJ/.exec(output)).toBeNull();
  });

  test('and every shape was really logged, so that the proof is one', async () => {
    const { telemetry, lines } = createRecordedTelemetry({ scrubbing: false });
    for (const [name, log] of SHAPES) {
      const before = lines().length;
      log(telemetry);
      await telemetry.flush(1000);
      if (name !== 'a getter that throws') expect([name, lines().length > before]).toEqual([name, true]);
    }
  });
});
