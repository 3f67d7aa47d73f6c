import type { CallSignal } from '../../revocation/ports/call-signal.ts';
import type { UserPoolPlace } from '../cognito-app-client.ts';
import {
  upstreamTarget,
  type AnswerHeaders,
  type UpstreamConnections,
  type UpstreamTarget,
} from '../upstream-connections.ts';
import { apiTarget } from './api-target.ts';
import { apiUrl } from './api-url.ts';
import { exceptionNameOf } from './exception-name.ts';
import { requireUsableSuccess } from './require-usable-success.ts';

/**
 * Makes one call to an operation of Cognito's API that takes no AWS credentials, in Cognito's own protocol, AWS JSON 1.1.
 *
 * @throws ApiFailure (rejects) when Cognito answered with an exception or with what is no answer of its; TransportError
 *   when no whole answer came; UnusableSuccessError for a success that is none
 */
export type UnsignedCall = (
  place: Pick<UserPoolPlace, 'region' | 'endpoint'>,
  operation: string,
  input: object,
  signal: CallSignal,
) => Promise<void>;

/** What Cognito refused with, in the form in which the AWS SDK would throw it, so that one reader serves both. */
class ApiFailure extends Error {
  override readonly name: string;
  readonly $fault = 'client';
  readonly $metadata: { readonly httpStatusCode: number };
  readonly $response: { readonly headers: AnswerHeaders };

  constructor(name: string, status: number, headers: AnswerHeaders) {
    super('refused');
    this.name = name;
    this.$metadata = { httpStatusCode: status };
    this.$response = { headers };
  }
}

/** How the reader of failures calls an answer that names no exception. */
const NAMELESS = 'Unknown';

export function createUnsignedCall(connections: UpstreamConnections): UnsignedCall {
  const targetOf = createTargets();
  return async (place, operation, input, signal) => {
    const { status, headers, body } = await connections.exchange({
      url: targetOf(place),
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': apiTarget(operation),
        'user-agent': 'cognito-logout',
      },
      // As bytes, which undici would make of it and keep beside the text.
      body: Buffer.from(JSON.stringify(input)),
      signal,
    });
    requireUsableSuccess({ statusCode: status, body });
    if (status !== 200) throw new ApiFailure(exceptionNameOf(headers, body) ?? NAMELESS, status, headers);
  };
}

/** Where each place is reached, which is worked out once. */
function createTargets() {
  const targets = new WeakMap<object, UpstreamTarget>();
  return (place: Pick<UserPoolPlace, 'region' | 'endpoint'>): UpstreamTarget => {
    const known = targets.get(place);
    if (known !== undefined) return known;
    const target = upstreamTarget(`${apiUrl(place)}/`);
    targets.set(place, target);
    return target;
  };
}
