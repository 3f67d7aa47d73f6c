import * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../../errors/error-code.ts';
import { problemPath, type Problem } from '../problem.ts';

/** RFC 9457 problems with one of these codes, to the letter. */
export function problemSchema(codes: readonly ErrorCode[]) {
  return z.strictObject({
    type: z.enum(codes.map(problemPath)),
    title: z.string(),
    status: z.literal([...new Set(codes.map((code) => ERROR_STATUS[code]))]),
    code: z.enum(codes),
    detail: z.string(),
    instance: z
      .string()
      .regex(/^(urn:uuid:[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|\/requests\/[A-Za-z0-9-]{8,48})$/)
      .meta({
        description:
          'Names this one request by its id, which is also in X-Request-Id and in the log: `urn:uuid:` and the id, or ' +
          '`/requests/` and the id where the caller chose one that is no UUID. Nothing can be fetched there.',
      }),
    retryable: z.boolean(),
  }) satisfies z.ZodType<Problem>;
}
