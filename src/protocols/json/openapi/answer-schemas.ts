import * as z from 'zod';
import type { DryRunAnswer } from '../dry-run-answer.ts';
import type { Receipt } from '../../../revocation/receipt.ts';
import type { ListedClient } from '../client-listing.ts';

const effect = z.strictObject({
  effect: z.enum(['refreshToken', 'accessTokens', 'managedLogin', 'signIn']).meta({
    description: 'signIn, of orders of an admin for a user: whether the user can sign in again.',
  }),
  state: z.enum(['dead', 'pending', 'expires', 'alive', 'notRequested']).meta({
    description:
      'dead: now. pending: accepted, being retried. expires: dies at `until` by itself. alive: needs the `remedy`. ' +
      'notRequested: left alone.',
  }),
  until: z.iso.datetime().exactOptional().meta({
    description:
      'When it has ended by itself; a managed login that is `alive` only if no browser uses it before.',
  }),
  enforcedBy: z.literal('guard').exactOptional(),
  remedy: z.enum(['logoutUrl', 'endSso']).exactOptional().meta({
    description:
      "logoutUrl: has to be opened in the user's browser. endSso: the same order with this switch would end it.",
  }),
});

export const receiptSchema = z.strictObject({
  status: z.enum(['revoked', 'accepted']),
  receiptId: z.uuid(),
  effects: z.array(effect),
  logoutUrl: z
    .url()
    .exactOptional()
    .meta({ description: 'Open it in the browser to end the managed-login session as well.' }),
}) satisfies z.ZodType<Receipt>;

export const dryRunSchema = z.strictObject({
  status: z.literal('dryRun'),
  target: z
    .strictObject({
      userPoolId: z.string(),
      clientId: z.string().exactOptional(),
      username: z.string().exactOptional(),
      sub: z.string().exactOptional(),
      sessionId: z.string().exactOptional(),
    })
    .meta({ description: 'Whom or what the order is about, once it has been looked up.' }),
  calls: z.array(z.strictObject({ operation: z.string(), times: z.int() })).meta({
    description: 'What Cognito would be asked to do, in order.',
  }),
  effects: z.array(effect).meta({ description: 'As the receipt would have them if Cognito confirmed.' }),
}) satisfies z.ZodType<DryRunAnswer>;

export const clientListingSchema = z.strictObject({
  clients: z.array(
    z.strictObject({
      clientId: z.string(),
      userPoolId: z.string(),
      region: z.string(),
      allowedOrigins: z.array(z.string()),
      cookieMode: z.boolean(),
      managedLogoutUrl: z.string().nullable(),
      afterLogoutUrl: z.string().nullable(),
      accessTokenValiditySeconds: z.int(),
      sessionTracking: z.boolean(),
      secretIds: z.array(z.string()).meta({
        description:
          'Which secrets this instance holds, in the order in which it tries them: 16 hexadecimal digits each, from which ' +
          'nobody finds the secret. While a secret is rotated, they tell whether every instance has the new one.',
      }),
      checkedAt: z.iso
        .datetime()
        .nullable()
        .meta({ description: 'When the doctor looked at it last; null before the first time.' }),
      findings: z.array(
        z.strictObject({
          id: z.string().meta({ description: 'One of those in docs/doctor.md.' }),
          severity: z.enum(['error', 'warning', 'notice']),
          title: z.string(),
          meaning: z.string(),
          remedy: z.string(),
          seen: z.string(),
        }),
      ),
    }) satisfies z.ZodType<ListedClient>,
  ),
});

export const livenessSchema = z.strictObject({ status: z.literal('live') });

export function readinessSchema(status: string) {
  return z.strictObject({
    status: z.literal(status),
    durability: z.enum(['durable', 'none']).meta({
      description: 'none: nothing outlives the process, so what Cognito does not confirm at once is refused.',
    }),
  });
}
