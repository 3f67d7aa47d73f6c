/**
 * A process for tests: the service's server, telemetry and supervision around a handler that holds requests until the
 * process stops. Prints its port as the first line of standard error.
 */
import { superviseProcess } from '../../../src/composition/process/supervise-process.ts';
import { IDLE_EVENT_LOOP } from '../../../src/http/server/event-loop.ts';
import { startServer } from '../../../src/http/server/start-server.ts';
import { createTelemetry } from '../../../src/telemetry/create-telemetry.ts';

const [drainDelayMs = '0', secret = ''] = process.argv.slice(2);
const telemetry = createTelemetry({ level: 'info', routes: [] });
const held: (() => void)[] = [];
let fail: () => void = () => undefined;
const failed = new Promise<void>((resolve) => {
  fail = resolve;
});

const server = await startServer({
  host: '127.0.0.1',
  port: 0,
  telemetry,
  eventLoop: IDLE_EVENT_LOOP,
  handler: (request, response) => {
    if (request.url === '/held') response.end(String(held.length));
    else if (request.url === '/hold') held.push(() => response.end('answered'));
    else if (request.url === '/hang') held.push(() => {});
    else if (request.url === '/metrics') void telemetry.metricsText().then((text) => response.end(text));
    else if (request.url === '/log-much') {
      for (let n = 0; n < 20_000; n += 1) telemetry.limiterChanged({ state: 'degraded' });
      response.end('logged');
    } else if (request.url === '/throw') {
      response.end('thrown');
      setImmediate(() => {
        throw new Error(secret, { cause: secret });
      });
    } else if (request.url === '/break') {
      response.end('broken');
      fail();
    } else if (request.url === '/reject') {
      response.end('rejected');
      void Promise.reject(new Error(secret));
    }
  },
});

setInterval(() => {
  if (server.isStopping()) for (const answer of held.splice(0)) answer();
}, 10).unref();

superviseProcess({
  telemetry,
  drainDelayMs: Number(drainDelayMs),
  shutdownTimeoutMs: 20_000,
  stop: (times) => server.stop(times),
  failed,
});
process.stderr.write(`${server.port}\n`);
