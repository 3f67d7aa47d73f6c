import * as z from 'zod';
import { ServiceError } from '../../errors/service-error.ts';

/**
 * Turns the first thing that a schema found wrong into an error that names the field. Speaks in the schema's own
 * words only: neither names nor values that the caller made up are repeated.
 *
 * @param fields what was checked
 * @param where they stand
 */
export function explainIssue(
  error: z.ZodError,
  schema: z.ZodObject,
  fields: unknown,
  where: 'body' | 'URL' = 'body',
): ServiceError {
  const known = Object.keys(schema.shape);
  const path = error.issues.at(0)?.path.at(0);
  if (typeof path !== 'string' || !known.includes(path)) {
    return new ServiceError(
      'invalid-request',
      where === 'body'
        ? `The body may have these fields and no others: ${known.join(', ')}.`
        : `The URL may have these parameters and no others: ${known.join(', ')}.`,
    );
  }
  const isMissing = typeof fields === 'object' && fields !== null && !Object.hasOwn(fields, path);
  const problem = isMissing ? 'is missing' : 'is not as it has to be';
  const description = descriptionOf(schema.shape[path] as z.ZodType);
  const what = where === 'body' ? 'field' : 'parameter';
  return new ServiceError('invalid-request', `The ${what} "${path}" ${problem}: ${description}.`);
}

/** Where a field may be left out, what is said of it may stand on the inner schema. */
function descriptionOf(schema: z.ZodType): string {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  return schema.meta()?.description ?? inner.meta()?.description ?? 'documented in /openapi.json';
}
