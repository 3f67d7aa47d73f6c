import type { Response } from 'express';
import { AWS_JSON_TYPE } from '../../protocols/aws-json/aws-error.ts';
import type { PassedAnswer } from '../../revocation/ports/api-pass-through.ts';
import { exchangeOf } from '../exchange.ts';
import { sendBody } from './send-body.ts';

/** Writes a success in AWS JSON 1.1, with the request id where the AWS SDKs look for it. */
export function sendAwsJson(response: Response, members: object): void {
  sendAwsAnswer(response, { kind: 'success', body: JSON.stringify(members) });
}

/** Writes what Cognito answered, a refusal with its exception in a header as well. */
export function sendAwsAnswer(
  response: Response,
  answer: Exclude<PassedAnswer, { kind: 'no-answer' }>,
): void {
  response.setHeader('x-amzn-RequestId', exchangeOf(response).requestId);
  if (answer.kind === 'refusal') response.setHeader('x-amzn-ErrorType', `${answer.exceptionName}:`);
  sendBody(response, answer.kind === 'refusal' ? 400 : 200, AWS_JSON_TYPE, answer.body);
}
