import * as z from 'zod';
import type { ErrorCode } from '../../../errors/error-code.ts';
import { awsException, type AwsError } from '../../aws-json/aws-error.ts';

/** AWS JSON 1.1 errors, for what these codes become there. */
export function awsErrorSchema(codes: readonly ErrorCode[]) {
  return z.strictObject({
    __type: z.enum([...new Set(codes.map(awsException))]),
    message: z.string(),
  }) satisfies z.ZodType<AwsError>;
}
