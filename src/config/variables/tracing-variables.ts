import { flag } from '../../settings/formats/flag.ts';
import { integer } from '../../settings/formats/integer.ts';
import { headerValues, keyValues } from '../../settings/formats/key-values.ts';
import { matching } from '../../settings/formats/matching.ts';
import { oneOf } from '../../settings/formats/one-of.ts';
import { ratio } from '../../settings/formats/ratio.ts';
import { hidden } from '../../settings/secret.ts';
import { upstreamUrl } from '../../settings/web/upstream-url.ts';
import { defineVariables } from '../variable.ts';

/** Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export const tracingVariables = defineVariables({
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    parse: upstreamUrl,
    example: 'http://localhost:4318',
    sentence:
      'An OpenTelemetry collector, to which the spans of requests and of calls to Cognito are exported: to `/v1/traces` under this URL. Unset, there are no spans.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    parse: upstreamUrl,
    example: 'https://collector.example.com/v1/traces',
    sentence: 'The whole URL for spans, where it is not `/v1/traces` under OTEL_EXPORTER_OTLP_ENDPOINT.',
  },
  OTEL_TRACES_EXPORTER: {
    parse: oneOf('otlp', 'none'),
    default: 'otlp',
    example: 'none',
    sentence: 'How spans are exported: by OTLP to the collector, or not at all.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    parse: hidden(headerValues),
    secret: true,
    example: 'the key that the collector asks for, as name=value',
    sentence:
      'Headers that are sent to the collector, separated by commas. They may hold a key, so they need https, this machine, or a host of INSECURE_UPSTREAM_HOSTS.',
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    parse: oneOf('http/json'),
    default: 'http/json',
    example: 'http/json',
    sentence:
      'What the collector is spoken to in. Nothing else is supported; collectors take it at port 4318.',
  },
  OTEL_EXPORTER_OTLP_TIMEOUT: {
    parse: integer(100, 60_000),
    default: '10000',
    example: '10000',
    sentence:
      'How long sending spans to the collector may take, in milliseconds. It is asked again within that time where that may help; spans that it does not take are dropped.',
  },
  OTEL_BSP_SCHEDULE_DELAY: {
    parse: integer(10, 60_000),
    default: '5000',
    example: '5000',
    sentence: 'How long spans wait for others, to be sent together, in milliseconds.',
  },
  OTEL_TRACES_SAMPLER: {
    parse: oneOf(
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ),
    default: 'parentbased_always_on',
    example: 'traceidratio',
    sentence:
      'Which traces are exported. With `parentbased_…` the caller’s `traceparent` decides where there is one; where callers are not to decide how much is exported, take one without.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    parse: ratio,
    default: '1',
    example: '0.05',
    sentence: 'The share of traces that is exported, with `…traceidratio`: 0 to 1.',
  },
  OTEL_SERVICE_NAME: {
    parse: matching(/^[\x20-\x7e]{1,255}$/, 'must be a name of printable ASCII characters.'),
    default: 'cognito-logout',
    example: 'cognito-logout',
    sentence: 'What the service is called in traces.',
  },
  OTEL_RESOURCE_ATTRIBUTES: {
    parse: keyValues,
    example: 'deployment.environment.name=production,service.version=1.2.3',
    sentence: 'What else traces say of the service, as pairs that are separated by commas.',
  },
  OTEL_SDK_DISABLED: {
    parse: flag,
    default: 'false',
    example: 'true',
    sentence: 'Whether to export nothing, whatever the other variables say.',
  },
});
