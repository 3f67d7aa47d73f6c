import type { AnswerHeaders } from '../upstream-connections.ts';
import { jsonObjectOf } from './json-object.ts';

/**
 * The name of the exception that an answer of AWS JSON 1.1 tells, in a header or in its body, where it may have a namespace
 * before it or a URL behind it. Undefined where it names none.
 * Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
 */
export function exceptionNameOf(headers: AnswerHeaders, body: Uint8Array): string | undefined {
  const [type] = [headers['x-amzn-errortype'] ?? typeIn(body)].flat();
  return typeof type === 'string' ? /^(?:[^#]*#)?([^:,]+)/.exec(type)?.[1] : undefined;
}

function typeIn(body: Uint8Array): unknown {
  const { __type: type } = (jsonObjectOf(body) ?? {}) as { readonly __type?: unknown };
  return type;
}
