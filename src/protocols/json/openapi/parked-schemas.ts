import * as z from 'zod';
import { PARKED_CAUSES } from '../../../revocation/park-remedies.ts';
import type { DroppedAnswer, ParkedAnswer, RetriedAnswer } from '../parked/parked-answer.ts';

export const parkedSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      userPoolId: z.string(),
      clientId: z.string().nullable().meta({ description: 'null for orders that are about no app client.' }),
      cause: z.enum(PARKED_CAUSES),
      intents: z.int().min(1),
      remedy: z.string().meta({ description: 'What to do.' }),
    }),
  ),
}) satisfies z.ZodType<ParkedAnswer>;

export const retriedSchema = z.strictObject({
  retried: z.int().min(0).meta({ description: 'How many are due now.' }),
}) satisfies z.ZodType<RetriedAnswer>;

export const droppedSchema = z.strictObject({
  dropped: z.int().min(0),
  more: z.boolean().meta({ description: 'Whether others that match may be left: ask again for those.' }),
}) satisfies z.ZodType<DroppedAnswer>;
