import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read-config.ts';
import { canary } from '../support/canaries.ts';
import { refusesEach, wrong } from './refuses-each.ts';
import { workingEnvironment } from './working-environment.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const KEY = canary('keyOfTheCollectorInTheConfigTests');

refusesEach([
  wrong('a collector without scheme', { [ENDPOINT]: 'collector:4318' }, ENDPOINT, /must be a URL/),
  wrong(
    'a collector with a key in its URL',
    { [ENDPOINT]: `https://${KEY}@a.example` },
    ENDPOINT,
    /user name/,
  ),
  wrong(
    'a protocol that is not spoken',
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    'OTEL_EXPORTER_OTLP_PROTOCOL',
    /http\/json/,
  ),
  wrong(
    'headers for traces alone, which nothing here would keep to https',
    { OTEL_EXPORTER_OTLP_TRACES_HEADERS: `x-key=${KEY}` },
    'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
    /OTEL_EXPORTER_OTLP_HEADERS/,
  ),
  wrong('an exporter that is none', { OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER', /otlp/),
  wrong(
    'a header without value',
    { OTEL_EXPORTER_OTLP_HEADERS: KEY },
    'OTEL_EXPORTER_OTLP_HEADERS',
    /name=value|key=value/,
  ),
  wrong(
    'a header with a line break',
    { OTEL_EXPORTER_OTLP_HEADERS: `x-key=${KEY}%0d%0aX-Evil: 1` },
    'OTEL_EXPORTER_OTLP_HEADERS',
    /HTTP header/,
  ),
  wrong(
    'an attribute that is badly encoded',
    { OTEL_RESOURCE_ATTRIBUTES: 'a=%zz' },
    'OTEL_RESOURCE_ATTRIBUTES',
    /%20/,
  ),
  wrong(
    'a sampler that is none',
    { OTEL_TRACES_SAMPLER: 'sometimes' },
    'OTEL_TRACES_SAMPLER',
    /traceidratio/,
  ),
  wrong('more than all traces', { OTEL_TRACES_SAMPLER_ARG: '1.5' }, 'OTEL_TRACES_SAMPLER_ARG', /0 to 1/),
  wrong('traces in percent', { OTEL_TRACES_SAMPLER_ARG: '25%' }, 'OTEL_TRACES_SAMPLER_ARG', /0 to 1/),
  wrong('a flag that is none', { OTEL_SDK_DISABLED: 'yes' }, 'OTEL_SDK_DISABLED', /true or false/),
  wrong(
    'a key that would go over plain http',
    { [ENDPOINT]: 'http://collector:4318', OTEL_EXPORTER_OTLP_HEADERS: `x-key=${KEY}` },
    ENDPOINT,
    /https:\/\//,
  ),
]);

const tracingOf = (environment: Record<string, string>) => {
  const { config, problems } = readConfig({ ...workingEnvironment, ...environment });
  expect(problems).toEqual([]);
  return config.tracing;
};

test('nothing is exported unless a collector is named, nor where that is switched off', () => {
  expect(tracingOf({})).toBeUndefined();
  expect(tracingOf({ OTEL_SERVICE_NAME: 'logout', OTEL_TRACES_SAMPLER: 'always_on' })).toBeUndefined();
  expect(tracingOf({ [ENDPOINT]: 'http://collector:4318', OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
  expect(tracingOf({ [ENDPOINT]: 'http://collector:4318', OTEL_TRACES_EXPORTER: 'none' })).toBeUndefined();
});

test('spans go to /v1/traces of the collector, or exactly to the endpoint for traces', () => {
  expect(tracingOf({ [ENDPOINT]: 'http://collector:4318/' })?.url).toBe('http://collector:4318/v1/traces');
  const both = { [ENDPOINT]: 'http://a:4318', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://b.example/spans' };
  expect(tracingOf(both)?.url).toBe('https://b.example/spans');
});

test('the key of a collector may go to this machine, to a named host or over https, and is never shown', () => {
  const headers = { OTEL_EXPORTER_OTLP_HEADERS: `x-key=${KEY}, x-other = a%20b%2Cc` };
  for (const more of [
    { [ENDPOINT]: 'http://localhost:4318' },
    { [ENDPOINT]: 'https://collector.example.com' },
    { [ENDPOINT]: 'http://collector:4318', INSECURE_UPSTREAM_HOSTS: 'collector' },
  ]) {
    const tracing = tracingOf({ ...headers, ...more });
    expect(tracing?.headers?.reveal()).toEqual({ 'x-key': KEY, 'x-other': 'a b,c' });
    expect(JSON.stringify(tracing)).not.toContain(KEY);
  }
});

test('the name of the service is the variable’s, and other attributes come beside it', () => {
  const environment = {
    [ENDPOINT]: 'http://collector:4318',
    OTEL_SERVICE_NAME: 'logout',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,service.version=1.2.3',
  };
  expect(tracingOf(environment)?.resource).toEqual({ 'service.name': 'logout', 'service.version': '1.2.3' });
});
