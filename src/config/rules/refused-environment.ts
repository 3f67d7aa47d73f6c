import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import type { Environment } from '../environment.ts';

/** Variables of Node, the AWS SDK and OpenTelemetry that would undo what the service promises. */
export function refusedEnvironment(environment: Environment): readonly ConfigurationProblem[] {
  return Object.entries(environment).flatMap(([variable, value = '']) => {
    const problem = refusal(variable, value);
    return problem === undefined ? [] : [{ variable, problem }];
  });
}

function refusal(variable: string, value: string): string | undefined {
  if (variable === 'NODE_TLS_REJECT_UNAUTHORIZED' && value === '0') {
    return 'must not be 0: anybody could pose as Cognito and take tokens and secrets. Remove it; to trust a CA of your own, set NODE_EXTRA_CA_CERTS.';
  }
  if (/^AWS_ENDPOINT_URL($|_)/.test(variable) && value !== '') {
    return 'must not be set: it would send tokens and secrets elsewhere unnoticed. Remove it; if Cognito is behind another address, set COGNITO_ENDPOINT.';
  }
  if (variable === 'OTEL_EXPORTER_OTLP_TRACES_HEADERS' && value !== '') {
    return 'must not be set: it may hold a key that would be sent in clear or logged unnoticed. Set OTEL_EXPORTER_OTLP_HEADERS instead.';
  }
  if (variable === 'NODE_OPTIONS' && value.includes('--insecure-http-parser')) {
    return 'must not hold --insecure-http-parser: it lets smuggled requests through. Remove that option.';
  }
  return undefined;
}
