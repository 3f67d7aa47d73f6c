import type { Response } from 'express';
import { AWS_JSON_TYPE } from '../../protocols/aws-json/aws-error.ts';
import { exchangeOf } from '../exchange.ts';
import { sendBody } from './send-body.ts';

/** Writes a success in AWS JSON 1.1, with the request id where the AWS SDKs look for it. */
export function sendAwsJson(response: Response, members: object): void {
  response.setHeader('x-amzn-RequestId', exchangeOf(response).requestId);
  sendBody(response, 200, AWS_JSON_TYPE, JSON.stringify(members));
}
