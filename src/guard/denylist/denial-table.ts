import { minuteOf } from './minutes.ts';
import { digestOf, placeOf } from './identifier-hash.ts';
import {
  createSegment,
  endedIn,
  filterBits,
  isFull,
  positionOf,
  put,
  rebuilt,
  slotsFor,
  type Segment,
} from './segment.ts';

/** The not-before time of what is denied for ever: no token is issued that late. */
export const NEVER = 0xffff_ffff;

const SEGMENTS = 256;

/** What is denied, by identifier, in some 16 bytes an entry. Entries are added and end; nothing is taken out before. */
export interface DenialTable {
  /** The first second whose tokens are accepted: 0 for an identifier that is not denied. */
  notBeforeOf(id: string, seed: number): number;
  add(id: string, seed: number, notBeforeSeconds: number, expiresAtSeconds: number): void;
  /** Forgets what has ended, in the next few of 256 segments. */
  sweep(nowSeconds: number, segments: number): void;
  entries(): number;
  bytes(): number;
}

/**
 * An open-addressing hash table in typed arrays, cut into 256 segments that grow and shrink one by one, so that no
 * insertion takes longer than building one segment anew.
 *
 * @param keeps `sessions` are denied for ever and keep no not-before time; a second `add` of anything else keeps the
 *   later one
 */
export function createDenialTable(keeps: 'sessions' | 'not-before-times'): DenialTable {
  const withNotBefores = keeps === 'not-before-times';
  const empty = createSegment(1, withNotBefores);
  const segments = Array.from({ length: SEGMENTS }, () => empty);
  const filters = segments.map(({ filter }) => filter);
  let swept = 0;
  let entries = 0;

  function replace(index: number, segment: Segment): void {
    segments[index] = segment;
    filters[index] = segment.filter;
  }

  return {
    notBeforeOf(id, seed) {
      const place = placeOf(id, seed);
      const filter = filters[place >>> 24]!;
      const bits = filterBits(place);
      if ((filter[positionOf(place, filter.length)]! & bits) !== bits) return 0;
      return look(segments[place >>> 24]!, place, id, seed);
    },

    add(id, seed, notBeforeSeconds, expiresAtSeconds) {
      const place = placeOf(id, seed);
      const index = place >>> 24;
      const segment = segments[index]!;
      if (isFull(segment)) replace(index, rebuilt(segment, slotsFor(segment.entries + 1), undefined));
      const entry = {
        place,
        digest: digestOf(id, seed),
        expiry: minuteOf(expiresAtSeconds),
        notBefore: notBeforeSeconds,
      };
      if (put(segments[index]!, entry)) entries++;
    },

    sweep(nowSeconds, count) {
      const nowMinute = minuteOf(nowSeconds);
      for (let round = 0; round < count; round++, swept = (swept + 1) % SEGMENTS) {
        const segment = segments[swept]!;
        const ended = endedIn(segment, nowMinute);
        if (ended === 0) continue;
        replace(swept, rebuilt(segment, slotsFor(segment.entries - ended), nowMinute));
        entries -= ended;
      }
    },

    entries: () => entries,
    bytes: () => segments.reduce((sum, { keys }) => sum + keys.buffer.byteLength, 0),
  };
}

function look({ keys, expiries, notBefores }: Segment, place: number, id: string, seed: number): number {
  const slots = expiries.length;
  let digest = 0;
  for (let slot = positionOf(place, slots); ; slot = slot + 1 === slots ? 0 : slot + 1) {
    const found = keys[2 * slot + 1]!;
    if (found === 0) return 0;
    if (keys[2 * slot] !== place) continue;
    if (digest === 0) digest = digestOf(id, seed);
    if (found === digest) return notBefores === undefined ? NEVER : notBefores[slot]!;
  }
}
