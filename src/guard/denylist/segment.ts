import { isLater } from './minutes.ts';

/** One 256th of a table: small enough to be built anew within a millisecond. */
export interface Segment {
  /** Two words a slot: place and digest of the entry. A digest of 0 marks a free slot. */
  readonly keys: Uint32Array;
  /** One a slot: the minute in which the entry ends. */
  readonly expiries: Uint16Array;
  /** One a slot: the not-before time in seconds. Undefined in a table of sessions, which have none. */
  readonly notBefores: Uint32Array | undefined;
  /** A Bloom filter in blocks of one word, two bits an entry. It spares the keys most of the looks. */
  readonly filter: Uint32Array;
  entries: number;
}

export interface Entry {
  readonly place: number;
  readonly digest: number;
  readonly expiry: number;
  readonly notBefore: number;
}

const { imul } = Math;

const SLOTS_MIN = 8;
const SLOTS_PER_FILTER_WORD = 10;
const LOAD_MAX = 0.75;
/** Small steps keep the memory close to what is needed; each costs one segment's rebuilding. */
const GROWTH = 1.25;
const GROWTH_WHILE_SMALL = 2;
const SMALL_ENTRIES = 64;

export function createSegment(slots: number, withNotBefores: boolean): Segment {
  const filterWords = Math.ceil(slots / SLOTS_PER_FILTER_WORD);
  const words = 2 * slots + filterWords + (withNotBefores ? slots : 0);
  const buffer = new ArrayBuffer(words * 4 + slots * 2);
  const filterAt = 2 * slots * 4;
  const notBeforesAt = filterAt + filterWords * 4;
  return {
    keys: new Uint32Array(buffer, 0, 2 * slots),
    filter: new Uint32Array(buffer, filterAt, filterWords),
    notBefores: withNotBefores ? new Uint32Array(buffer, notBeforesAt, slots) : undefined,
    expiries: new Uint16Array(buffer, words * 4, slots),
    entries: 0,
  };
}

/** How many slots a segment with this many entries gets. */
export function slotsFor(entries: number): number {
  const growth = entries < SMALL_ENTRIES ? GROWTH_WHILE_SMALL : GROWTH;
  return Math.max(SLOTS_MIN, Math.ceil((entries / LOAD_MAX) * growth));
}

export function isFull({ entries, expiries }: Segment): boolean {
  return entries + 1 > expiries.length * LOAD_MAX;
}

/** Where in an array of this size the entry belongs: the upper bits of a scrambled place, scaled to the size. */
export function positionOf(place: number, size: number): number {
  return ((imul(place, 0x9e3779b1) >>> 0) * size * 2 ** -32) | 0;
}

/** The bits that an entry sets in its word of the filter. */
export function filterBits(place: number): number {
  return (1 << (place & 31)) | (1 << ((place >>> 5) & 31));
}

/**
 * Puts an entry into a segment that is not full. Where it stands already, the stricter of both stays.
 *
 * @returns whether it is new
 */
export function put(segment: Segment, entry: Entry): boolean {
  const { keys, expiries, notBefores, filter } = segment;
  const slot = slotOf(segment, entry);
  const known = keys[2 * slot + 1] !== 0;
  if (!known) {
    keys[2 * slot] = entry.place;
    keys[2 * slot + 1] = entry.digest;
    filter[positionOf(entry.place, filter.length)]! |= filterBits(entry.place);
    segment.entries++;
  }
  if (!known || isLater(entry.expiry, expiries[slot]!)) expiries[slot] = entry.expiry;
  if (notBefores !== undefined && entry.notBefore > notBefores[slot]!) notBefores[slot] = entry.notBefore;
  return !known;
}

function slotOf({ keys, expiries }: Segment, { place, digest }: Entry): number {
  const slots = expiries.length;
  let slot = positionOf(place, slots);
  for (;;) {
    const found = keys[2 * slot + 1];
    if (found === 0 || (found === digest && keys[2 * slot] === place)) return slot;
    slot = slot + 1 === slots ? 0 : slot + 1;
  }
}

/** The same entries in a segment of another size, without those that have ended. */
export function rebuilt(segment: Segment, slots: number, nowMinute: number | undefined): Segment {
  const { keys, expiries, notBefores } = segment;
  const next = createSegment(slots, notBefores !== undefined);
  for (let slot = 0; slot < expiries.length; slot++) {
    const digest = keys[2 * slot + 1]!;
    const expiry = expiries[slot]!;
    if (digest === 0 || (nowMinute !== undefined && isLater(nowMinute, expiry))) continue;
    put(next, { place: keys[2 * slot]!, digest, expiry, notBefore: notBefores?.[slot] ?? 0 });
  }
  return next;
}

/** How many entries of the segment have ended. */
export function endedIn({ keys, expiries }: Segment, nowMinute: number): number {
  let ended = 0;
  for (let slot = 0; slot < expiries.length; slot++) {
    if (keys[2 * slot + 1] !== 0 && isLater(nowMinute, expiries[slot]!)) ended++;
  }
  return ended;
}
