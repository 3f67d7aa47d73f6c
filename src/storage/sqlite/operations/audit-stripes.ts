/** Some events that follow each other in the trail, by their numbers. */
export interface AuditSpan {
  readonly from: number;
  readonly through: number;
}

/** As in the last migration that made the indexes `audit_stripes_…`. */
const STRIPE_BITS = 10;
const STRIPE_EVENTS = 2 ** STRIPE_BITS;

/**
 * SQL for the stripe that an event is in. The trail's indexes by what is spread at
 * random (fingerprints, users) begin with it: what is new goes to the few pages of the newest stripe, where an index of the
 * whole trail takes each event on another page, all of which is written to the log.
 *
 * @param sequence SQL for the number of the event
 */
export const stripeOf = (sequence: string): string => `${sequence} >> ${STRIPE_BITS}`;

/** How many events a page spans at most in stripes. Each of the 512, and the one it begins within, takes a look into the index. */
export const STRIPED_EVENTS = 512 * STRIPE_EVENTS;

/** A span cut where its stripes end, oldest first. */
export function stripesOf({ from, through }: AuditSpan): readonly AuditSpan[] {
  const spans: AuditSpan[] = [];
  for (let start = from; start <= through;) {
    const next = (Math.floor(start / STRIPE_EVENTS) + 1) * STRIPE_EVENTS;
    spans.push({ from: start, through: Math.min(next - 1, through) });
    start = next;
  }
  return spans;
}
