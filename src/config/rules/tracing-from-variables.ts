import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import { plainHttpProblem } from '../../settings/web/upstream-url.ts';
import type { Tracing } from '../config.ts';
import type { Values } from '../variables.ts';

export interface TracingReading {
  readonly tracing: Tracing | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

export function tracingFromVariables(values: Values): TracingReading {
  const url = tracesUrl(values);
  if (url === undefined || isSwitchedOff(values)) return { tracing: undefined, problems: [] };
  const headers = values.OTEL_EXPORTER_OTLP_HEADERS;
  const plainHttp = headers === undefined ? undefined : plainHttpProblem(url, values.INSECURE_UPSTREAM_HOSTS);
  return {
    tracing: {
      url,
      headers,
      timeoutMs: values.OTEL_EXPORTER_OTLP_TIMEOUT,
      scheduleDelayMs: values.OTEL_BSP_SCHEDULE_DELAY,
      sampler: values.OTEL_TRACES_SAMPLER,
      samplerRatio: values.OTEL_TRACES_SAMPLER_ARG,
      // By OpenTelemetry's rule, the variable for the name counts more than an attribute of that name.
      resource: { ...values.OTEL_RESOURCE_ATTRIBUTES, 'service.name': values.OTEL_SERVICE_NAME },
    },
    problems:
      plainHttp === undefined
        ? []
        : [
            {
              variable: endpointVariable(values),
              problem: `has headers of OTEL_EXPORTER_OTLP_HEADERS and ${plainHttp}`,
            },
          ],
  };
}

function isSwitchedOff(values: Values): boolean {
  return values.OTEL_SDK_DISABLED || values.OTEL_TRACES_EXPORTER === 'none';
}

function tracesUrl(values: Values): string | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whole } = values;
  return whole ?? (base === undefined ? undefined : `${base}/v1/traces`);
}

function endpointVariable(values: Values): string {
  return values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT === undefined
    ? 'OTEL_EXPORTER_OTLP_ENDPOINT'
    : 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
}
