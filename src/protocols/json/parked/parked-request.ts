import * as z from 'zod';
import { ServiceError } from '../../../errors/service-error.ts';
import { PARKED_CAUSES } from '../../../revocation/park-remedies.ts';
import type { ParkedFilter } from '../../../revocation/ports/revocation-store.ts';
import { explainIssue } from '../explain-issue.ts';
import { reasonField, userPoolIdField } from '../fields/admin-fields.ts';
import { clientIdField } from '../fields/logout-fields.ts';

const filterFields = {
  userPoolId: userPoolIdField.optional().meta({ description: 'the id of a user pool' }),
  clientId: clientIdField
    .nullable()
    .optional()
    .meta({ description: 'the id of an app client, or null for orders that are about none' }),
  cause: z
    .enum(PARKED_CAUSES)
    .optional()
    .meta({ description: `what they wait for: ${PARKED_CAUSES.join(', ')}` }),
  receiptId: z.uuid().optional().meta({ description: 'the id of one receipt' }),
};

/** The body of `POST /admin/parked/retry`: all that are given must match. */
export const retryParkedSchema = z.strictObject(filterFields);

/** The body of `POST /admin/parked/drop`. */
export const dropParkedSchema = z.strictObject({
  ...filterFields,
  reason: reasonField('these logouts are given up'),
});

export interface DropParkedRequest {
  readonly filter: ParkedFilter;
  readonly reason: string;
}

/** @throws ServiceError `invalid-request` */
export function parseRetryParked(fields: unknown): ParkedFilter {
  const parsed = retryParkedSchema.safeParse(fields);
  if (!parsed.success) throw explainIssue(parsed.error, retryParkedSchema, fields);
  return parsed.data;
}

/**
 * Without a filter it would give up every logout that waits: such an order is refused, since it is most likely a slip.
 *
 * @throws ServiceError `invalid-request`
 */
export function parseDropParked(fields: unknown): DropParkedRequest {
  const parsed = dropParkedSchema.safeParse(fields);
  if (!parsed.success) throw explainIssue(parsed.error, dropParkedSchema, fields);
  const { reason, ...filter } = parsed.data;
  if (Object.values(filter).every((value) => value === undefined)) {
    throw new ServiceError(
      'invalid-request',
      'Name what is to be dropped: at least one of userPoolId, clientId, cause and receiptId.',
    );
  }
  return { filter, reason };
}
