import * as z from 'zod';
import { dryRunSchema, receiptSchema } from '../answer-schemas.ts';
import type { DescribedAnswer } from './operation.ts';

const JSON_TYPE = 'application/json';

export const REVOKED: DescribedAnswer = {
  status: 200,
  description: 'Cognito confirmed, or the token was dead already.',
  mediaType: JSON_TYPE,
  schema: receiptSchema,
};

export const ACCEPTED: DescribedAnswer = {
  status: 202,
  description: 'Stored durably; Cognito has not confirmed all of it yet and will be asked again.',
  mediaType: JSON_TYPE,
  schema: receiptSchema,
};

export const REVOKED_OR_REHEARSED: DescribedAnswer = {
  status: 200,
  description:
    'Cognito confirmed, or the token was dead already. With `dryRun`: what the order would do; nothing was done.',
  mediaType: JSON_TYPE,
  schema: z.union([receiptSchema, dryRunSchema]),
};
