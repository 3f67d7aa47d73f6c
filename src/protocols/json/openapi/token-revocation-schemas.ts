import * as z from 'zod';
import type { TokenRevocationAnswer } from '../token-revocation/token-revocation-answer.ts';

const change = z
  .strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })
  .meta({ description: 'A setting in the words of Cognito; null where it was not there.' });

export const tokenRevocationAnswerSchema = z.strictObject({
  clientId: z.string(),
  userPoolId: z.string(),
  status: z
    .enum(['changed', 'unchanged', 'would-change'])
    .meta({ description: 'unchanged: it was on. would-change: a dry run.' }),
  changes: z.array(change),
  verified: z
    .strictObject({
      settingsCompared: z.int(),
      moved: z
        .array(change)
        .meta({ description: 'Settings that are not as they were, beside the one that was to change.' }),
      changedAgain: z.boolean().meta({
        description:
          'Somebody else changed the app client after this change, so that what moved may be theirs.',
      }),
    })
    .exactOptional()
    .meta({ description: 'What was found when the app client was read again.' }),
  managedBy: z
    .union([z.array(z.string()), z.literal('unknown')])
    .exactOptional()
    .meta({
      description: 'Tools that the tags of the user pool speak of, and whose next run may set it back.',
    }),
}) satisfies z.ZodType<TokenRevocationAnswer>;
