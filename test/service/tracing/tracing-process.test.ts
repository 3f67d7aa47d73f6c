import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';
import { postJson } from '../../support/running-service.ts';
import { startOtlpCollector, type OtlpCollector } from '../../support/telemetry/otlp-collector.ts';

/** From its sources, where every module that is loaded can be told by its name. */
const NAMING_OPEN_TELEMETRY = {
  script: 'src/main.ts',
  nodeOptions: [
    '--import',
    fileURLToPath(new URL('../../support/process/name-open-telemetry.ts', import.meta.url)),
  ],
};
const KEY = canary('CANARYkeyOfTheCollectorOfProcesses0123');

let world: ServiceWorld;
let collector: OtlpCollector;

beforeAll(async () => {
  world = await createServiceWorld();
});
beforeEach(async () => {
  collector = await startOtlpCollector();
});
afterEach(() => collector.stop());
afterAll(() => world.stop());

const logOut = async ({ url }: ListeningService) => {
  const body = { refreshToken: world.refreshToken(), clientId: world.clientId };
  return (await postJson(`${url}/logout`, body)).status;
};

/** What it has printed that is no line of the log. */
const besidesTheLog = (service: ListeningService) =>
  service
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{"level":'));

describe('OpenTelemetry is not loaded', () => {
  test.each([
    ['without a collector', {}],
    ['with OTEL_SDK_DISABLED', { OTEL_EXPORTER_OTLP_ENDPOINT: 'x', OTEL_SDK_DISABLED: 'true' }],
    ['with OTEL_TRACES_EXPORTER=none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'x', OTEL_TRACES_EXPORTER: 'none' }],
  ])('%s, and nothing of it runs', async (_, variables) => {
    const named = 'OTEL_EXPORTER_OTLP_ENDPOINT' in variables;
    const environment = { ...variables, ...(named ? { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } : {}) };
    const service = await world.start(environment, NAMING_OPEN_TELEMETRY);
    expect(await logOut(service)).toBe(200);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(besidesTheLog(service)).toEqual([]);
    expect(collector.requests).toEqual([]);
  });

  test('unless a collector is named', async () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const service = await world.start(environment, NAMING_OPEN_TELEMETRY);
    expect(besidesTheLog(service).join('\n')).toContain('/@opentelemetry/sdk-trace/');
  });
});

describe('a service that is stopped', () => {
  test('sends the spans that were waiting, before it ends', async () => {
    const service = await world.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '60000',
    });
    expect(await logOut(service)).toBe(200);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(collector.spans().map(({ name }) => name)).toEqual([
      'CognitoIdentityProvider/RevokeToken',
      'POST /logout',
    ]);
  });

  test('ends without the spans that a collector does not take, and prints nothing about it', async () => {
    collector.answer = 'none';
    const service = await world.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${KEY}`,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    });
    expect(await logOut(service)).toBe(200);
    await eventually(() => collector.requests.length > 0);
    expect(await logOut(service)).toBe(200);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(besidesTheLog(service)).toEqual([]);
    expect(service.output()).not.toContain(KEY);
  });
});

describe('a collector that answers with an error', () => {
  let failing: OtlpCollector;
  let service: ListeningService;
  beforeAll(async () => {
    failing = await startOtlpCollector();
    failing.says = KEY;
    service = await world.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: failing.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_EXPORTER_OTLP_HEADERS: `x-key=${KEY}`,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    });
  });
  afterAll(() => failing.stop());

  const dropped = async () => {
    const metrics = await (await fetch(`${service.managementUrl}/metrics`)).text();
    return Number(/^trace_spans_dropped_total (\d+)$/m.exec(metrics)?.[1] ?? 0);
  };

  test.each([302, 400, 429, 500, 503] as const)('%d costs no logout, and its spans', async (status) => {
    failing.answer = status;
    const before = await dropped();
    expect(await logOut(service)).toBe(200);
    await eventually(async () => (await dropped()) === before + 2);
  });

  test('is not quoted in what is printed, and leads nowhere else', async () => {
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(besidesTheLog(service)).toEqual([]);
    expect(service.output()).not.toContain(KEY);
    expect(failing.requests.length).toBeGreaterThanOrEqual(5);
    expect(failing.requests.map(({ path }) => path)).not.toContain('/elsewhere');
  });
});
