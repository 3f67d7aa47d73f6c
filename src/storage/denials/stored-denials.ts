import { randomBytes, type KeyObject } from 'node:crypto';
import { ServiceError } from '../../errors/service-error.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { Denials } from '../../revocation/ports/denials.ts';
import type { Denial } from '../../tokens/denylist/denial.ts';
import { isDenied } from '../../tokens/denylist/is-denied.ts';
import { deniedEvent } from '../audit/audit-event.ts';
import { DENIALS_ORIGIN, type DenialPlace, type NumberedDenialRow } from '../engine/denial-record.ts';
import type { StorageEngine } from '../engine/engine.ts';
import { notDurable } from '../engine/not-durable.ts';
import type { StorageEvents } from '../storage-events.ts';
import { genuineDenial, signedRow, subjectOf, subjectsOf } from './denial-rows.ts';

export interface StoredDenialsDependencies {
  readonly engine: StorageEngine;
  /** Signs the entries. */
  readonly key: KeyObject;
  readonly clock: Clock;
  readonly events: Pick<StorageEvents, 'forgedDenial'>;
}

const EPOCH_BYTES = 8;
const CURSOR = /^([0-9a-f]+)\.(\d{1,15})\.([0-9a-f]{1,32})$/;

/** The denylist of a database, with what it remembers of it. */
export function createStoredDenials(dependencies: StoredDenialsDependencies): Denials {
  const { engine, key, clock } = dependencies;
  const epochOf = createEpoch(engine);
  const read = createReadGenuine(dependencies);
  const about = async (subjects: ReturnType<typeof subjectsOf>) =>
    read(await engine.run('denialsAbout', { subjects, nowMs: clock.nowMs() }).catch(unreadable));

  return {
    durability: engine.durability,

    async add(denials, request) {
      const known = await about(denials.map(subjectOf));
      const rows = denials
        .filter((denial) => !known.some((earlier) => covers(earlier, denial)))
        .map((denial) => signedRow(denial, key));
      const [first] = denials;
      const event = request === undefined || first === undefined ? null : deniedEvent(request, first.kind);
      if (rows.length === 0 && event === null) return;
      await engine.run('deny', { rows, event, nowMs: clock.nowMs() }).catch(notDurable);
    },

    async since(cursor, max) {
      const epoch = await epochOf().catch(unreadable);
      const asOfMs = clock.nowMs();
      const place = placeOf(cursor, epoch) ?? null;
      const { isKnown, rows, head } = await engine
        .run('denialsAfter', { place, max, nowMs: asOfMs })
        .catch(unreadable);
      const last = rows.length < max ? head : (rows.at(-1) ?? head);
      return {
        epoch,
        from: isKnown && cursor !== undefined ? cursor : null,
        to: `${epoch}.${last.sequence}.${last.entryId}`,
        upToDate: last.sequence === head.sequence,
        asOfMs,
        denials: read(rows),
      };
    },

    hits: async (claims) => isDenied(claims, await about(subjectsOf(claims))),

    onChange: (listener) => engine.onDenied(listener),
  };
}

/** The epoch is made with the database, and is the same for all instances. */
function createEpoch(engine: StorageEngine): () => Promise<string> {
  let known: Promise<string> | undefined;
  const fetch = (): Promise<string> => {
    const value = randomBytes(EPOCH_BYTES).toString('hex');
    return engine.run('remember', { name: 'denials-epoch', value });
  };
  return () => {
    known ??= fetch().catch((cause: unknown) => {
      known = undefined;
      throw cause;
    });
    return known;
  };
}

/** Leaves out what is not as this service wrote it, and tells of each once. */
function createReadGenuine({ key, events }: StoredDenialsDependencies) {
  const told = new Set<string>();
  const tell = ({ sequence, entryId }: DenialPlace): void => {
    const place = `${sequence} ${entryId}`;
    if (told.has(place) || told.size >= FORGED_TOLD_MAX) return;
    told.add(place);
    events.forgedDenial({ sequence });
  };
  return (rows: readonly NumberedDenialRow[]): readonly Denial[] =>
    rows.flatMap((row) => {
      const denial = genuineDenial(row, key);
      if (denial === undefined) tell(row);
      return denial === undefined ? [] : [denial];
    });
}

/** How many forged entries an instance tells of. */
const FORGED_TOLD_MAX = 10_000;

function placeOf(cursor: string | undefined, epoch: string): DenialPlace | undefined {
  const [, ofEpoch, sequence, entryId] = CURSOR.exec(cursor ?? '') ?? [];
  if (ofEpoch !== epoch || entryId === undefined) return undefined;
  return Number(sequence) === DENIALS_ORIGIN.sequence
    ? DENIALS_ORIGIN
    : { sequence: Number(sequence), entryId };
}

/** Whether an earlier entry hits all that a later one would, for as long. */
function covers(earlier: Denial, later: Denial): boolean {
  const [one, other] = [subjectOf(earlier), subjectOf(later)];
  if (
    one.kind !== other.kind ||
    one.userPoolId !== other.userPoolId ||
    one.subject !== other.subject ||
    earlier.expiresAtSeconds < later.expiresAtSeconds
  ) {
    return false;
  }
  return (
    earlier.kind === 'session' ||
    later.kind === 'session' ||
    earlier.notBeforeSeconds >= later.notBeforeSeconds
  );
}

const RETRY_AFTER_SECONDS = 2;

function unreadable(cause: unknown): never {
  throw new ServiceError('not-durable', 'The denylist is out of reach at the moment: try again.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
