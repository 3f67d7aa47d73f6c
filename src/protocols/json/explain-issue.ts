import type * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';

/**
 * Turns the first thing that a schema found wrong into an error that names the field. Speaks in the schema's own
 * words only: neither names nor values that the caller made up are repeated.
 */
export function explainIssue(error: z.ZodError, schema: z.ZodObject): ServiceError {
  const known = Object.keys(schema.shape);
  const path = error.issues.at(0)?.path.at(0);
  if (typeof path !== 'string' || !known.includes(path)) {
    return new ServiceError(
      'invalid-request',
      `The body may have these fields and no others: ${known.join(', ')}.`,
    );
  }
  const description = (schema.shape[path] as z.ZodType).meta()?.description ?? 'documented in /openapi.json';
  return new ServiceError('invalid-request', `The field "${path}" is not as it has to be: ${description}.`);
}
