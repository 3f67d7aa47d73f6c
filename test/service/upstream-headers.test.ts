import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildService, type Service } from '../../src/composition/build-service.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { canary } from '../support/canaries.ts';
import {
  answerJson,
  startScriptedUpstream,
  type ScriptedUpstream,
} from '../support/cognito/scripted-upstream.ts';
import { eventually } from '../support/eventually.ts';
import { postJson } from '../support/running-service.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CLIENT_ID = '1h57kf5cpq17m0eml12example';
const REFRESH_TOKEN = canary('eyJjdHkiOiJKV1QifQ.CANARYupstreamheaders.AAAA.BBBB.CCCC');
const MARK = 'mark-of-the-caller';

let upstream: ScriptedUpstream;
let service: Service;
let url: string;
const lines: string[] = [];

beforeAll(async () => {
  upstream = await startScriptedUpstream((_call, response) => answerJson(response, 200, '{}'));
  const settings = loadSettings({
    COGNITO_USER_POOL_ID: 'eu-west-1_AbCdEf123',
    COGNITO_CLIENT_ID: CLIENT_ID,
    COGNITO_ENDPOINT: upstream.url,
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DATABASE_URL: 'memory:',
  });
  service = await buildService(settings, {
    logDestination: {
      write: (line, clean) => lines.push(clean(line)),
      droppedLines: () => 0,
      flush: () => Promise.resolve(),
    },
  });
  url = `http://127.0.0.1:${(await service.start()).port}`;
});
afterAll(async () => {
  await service.stop({ drainDelayMs: 0, timeoutMs: 0 });
  await upstream.stop();
});

const served = () => lines.map((line) => JSON.parse(line) as object).filter((line) => 'route' in line);

test('T61: no header of a caller goes on to Cognito, and the trace of the caller is logged', async () => {
  const parent = 'b7ad6b7169203331';
  const answer = await postJson(
    `${url}/logout`,
    { refreshToken: REFRESH_TOKEN, clientId: CLIENT_ID },
    {
      traceparent: `00-${TRACE}-${parent}-01`,
      tracestate: MARK,
      baggage: `user=${MARK}`,
      'x-request-id': MARK,
      'x-amzn-trace-id': MARK,
      'x-forwarded-for': '192.0.2.77',
      'x-forwarded-host': MARK,
      'x-amz-target': MARK,
      'amz-sdk-request': MARK,
      'user-agent': MARK,
      'accept-language': MARK,
      cookie: `session=${MARK}`,
      authorization: `Basic ${MARK}`,
    },
  );

  expect(answer.status).toBe(200);
  const revocations = upstream.calls.filter(({ operation }) => operation === 'RevokeToken');
  expect(revocations).toHaveLength(1);
  const sent = JSON.stringify(upstream.calls);
  for (const ofCaller of [MARK, TRACE, parent, '192.0.2.77', 'baggage', 'tracestate', 'traceparent']) {
    expect(sent).not.toContain(ofCaller);
  }
  expect(answer.headers.get('traceparent')).toBeNull();
  await eventually(() => served().length === 1);
  expect(served()).toEqual([
    expect.objectContaining({ route: 'POST /logout', traceId: TRACE, requestId: MARK }),
  ]);
});

test('a request without a trace begins one', async () => {
  await fetch(`${url}/livez`, { headers: { traceparent: 'nonsense' } });
  await eventually(() => served().length === 2);
  expect(served()[1]).toMatchObject({
    route: 'GET /livez',
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});
