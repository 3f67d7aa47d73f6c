import * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../../errors/error-code.ts';
import { problemPath, type Problem } from '../problem.ts';

/** RFC 9457 problems with one of these codes, to the letter. */
export function problemSchema(codes: readonly ErrorCode[]) {
  return z.strictObject({
    type: z.enum(codes.map(problemPath)),
    title: z.string(),
    status: z.literal(codes.map((code) => ERROR_STATUS[code])),
    code: z.enum(codes),
    detail: z.string(),
    instance: z.string().regex(/^urn:uuid:/),
    retryable: z.boolean(),
  }) satisfies z.ZodType<Problem>;
}
