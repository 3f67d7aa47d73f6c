import type { DescribeError } from '../protocols/error-answer.ts';
import { awsErrorAnswer } from '../protocols/aws-json/aws-error.ts';
import { problemAnswer } from '../protocols/json/problem.ts';
import { oauthErrorAnswer } from '../protocols/rfc7009/oauth-error.ts';

/** Paths whose standard has an error format of its own. Their callers read no other. */
const FORMATS: ReadonlyMap<string, DescribeError> = new Map([
  ['/oauth2/revoke', oauthErrorAnswer],
  ['/oauth2/introspect', oauthErrorAnswer],
  ['/', awsErrorAnswer],
]);

/** The wire format of every error at a path, whatever refuses the request: a problem unless a standard has another. */
export function errorFormatAt(path: string): DescribeError {
  if (path.startsWith('/cognito-idp/')) return awsErrorAnswer;
  return FORMATS.get(path) ?? problemAnswer;
}
