import {
  DENIALS_ORIGIN,
  ENDED_DENIALS_KEPT_SECONDS,
  type DenialPlace,
  type DenialSubject,
  type NumberedDenialRow,
} from '../engine/denial-record.ts';
import type { Operations } from '../engine/operations.ts';
import type { MemoryState } from './memory-state.ts';

type Input<Name extends keyof Operations> = Operations[Name]['in'];
type Output<Name extends keyof Operations> = Operations[Name]['out'];

/** Beyond this nothing is denied any more, and whoever asks for it is told so. */
const DENIALS_MAX = 200_000;

export function createMemoryDenials(state: MemoryState) {
  const { denials } = state;
  const about = new Map<string, NumberedDenialRow[]>();
  let head: DenialPlace = DENIALS_ORIGIN;

  const isKnown = (place: DenialPlace): boolean =>
    isSame(place, head) ||
    isSame(place, DENIALS_ORIGIN) ||
    isSame(place, denials.get(place.sequence) ?? DENIALS_ORIGIN);

  const index = (row: NumberedDenialRow): void => {
    const known = about.get(keyOf(row)) ?? [];
    if (!known.includes(row)) about.set(keyOf(row), [...known, row]);
  };

  const forgetEnded = (nowMs: number): void => {
    for (const row of denials.values()) {
      if (row.expiresAtSeconds + ENDED_DENIALS_KEPT_SECONDS > nowMs / 1000) continue;
      denials.delete(row.sequence);
      about.delete(keyOf(row));
    }
    for (const row of denials.values()) index(row);
  };

  return {
    deny({ rows, event, nowMs }: Input<'deny'>): Output<'deny'> {
      if (denials.size + rows.length > DENIALS_MAX) forgetEnded(nowMs);
      if (denials.size + rows.length > DENIALS_MAX) throw new Error('The denylist in memory is full');
      if (event !== null) state.unchained.push({ atMs: nowMs, json: event });
      for (const row of rows) {
        head = { sequence: head.sequence + 1, entryId: row.entryId };
        const numbered = { ...row, sequence: head.sequence };
        denials.set(head.sequence, numbered);
        index(numbered);
      }
    },

    denialsAfter({ place, max, nowMs }: Input<'denialsAfter'>): Output<'denialsAfter'> {
      const known = place !== null && isKnown(place);
      const from = known ? place.sequence : 0;
      const rows: NumberedDenialRow[] = [];
      for (let sequence = from + 1; sequence <= head.sequence && rows.length < max; sequence += 1) {
        const row = denials.get(sequence);
        if (row !== undefined && row.expiresAtSeconds > Math.floor(nowMs / 1000)) rows.push(row);
      }
      return { isKnown: known, rows, head };
    },

    denialsAbout({ subjects, nowMs }: Input<'denialsAbout'>): Output<'denialsAbout'> {
      return subjects
        .flatMap((subject) => about.get(keyOf(subject)) ?? [])
        .filter(({ expiresAtSeconds }) => expiresAtSeconds > Math.floor(nowMs / 1000));
    },
  };
}

function keyOf({ kind, userPoolId, subject }: DenialSubject): string {
  return `${kind} ${userPoolId} ${subject}`;
}

function isSame(place: DenialPlace, { sequence, entryId }: DenialPlace): boolean {
  return place.sequence === sequence && place.entryId === entryId;
}
