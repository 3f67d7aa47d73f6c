import * as z from 'zod';
import { explainIssue } from '../explain-issue.ts';
import { reasonField } from '../fields/admin-fields.ts';
import { jsonSwitch } from '../fields/logout-fields.ts';

/** The body of `POST /admin/clients/{clientId}/token-revocation`. */
export const tokenRevocationSchema = z.strictObject({
  reason: reasonField('token revocation is turned on'),
  dryRun: jsonSwitch.optional().meta({ description: 'true or false: only say what would change' }),
  evenIfManaged: jsonSwitch.optional().meta({
    description:
      'true or false: also where CloudFormation, CDK, Terraform or Pulumi manages the user pool, whose next run may set it back',
  }),
});

export interface TokenRevocationRequest {
  readonly reason: string;
  readonly dryRun: boolean;
  readonly evenIfManaged: boolean;
}

/**
 * Reads the body of `POST /admin/clients/{clientId}/token-revocation`.
 *
 * @throws ServiceError `invalid-request`
 */
export function parseTokenRevocationRequest(fields: unknown): TokenRevocationRequest {
  const parsed = tokenRevocationSchema.safeParse(fields);
  if (!parsed.success) throw explainIssue(parsed.error, tokenRevocationSchema, fields);
  const { reason, dryRun = false, evenIfManaged = false } = parsed.data;
  return { reason, dryRun, evenIfManaged };
}
