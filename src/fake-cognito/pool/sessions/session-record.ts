import { madeUpSessionId } from '../../made-up.ts';
import type { Visitor } from './visitor.ts';

/** What a pool that tracks sessions keeps of one. */
export interface SessionRecord {
  readonly sessionId: string;
  readonly clientId: string;
  readonly createdAtMs: number;
  lastActiveAtMs: number;
  visitor: Visitor;
  /** When it was revoked, if it was. */
  endedAtMs: number | undefined;
}

export interface NewSession {
  readonly clientId: string;
  readonly visitor: Visitor;
  readonly nowMs: number;
}

export function startRecord(kind: 'tkn' | 'sso', { clientId, visitor, nowMs }: NewSession): SessionRecord {
  return {
    sessionId: madeUpSessionId(kind),
    clientId,
    createdAtMs: nowMs,
    lastActiveAtMs: nowMs,
    visitor,
    endedAtMs: undefined,
  };
}

/** Every use overwrites where the session was used from. */
export function noteUse(record: SessionRecord | undefined, visitor: Visitor, nowMs: number): void {
  if (record === undefined) return;
  record.lastActiveAtMs = nowMs;
  record.visitor = visitor;
}

/** Whether the session was there, and not revoked, at a time. */
export function wasThereAt({ createdAtMs, endedAtMs }: SessionRecord, atMs: number): boolean {
  return createdAtMs <= atMs && (endedAtMs === undefined || endedAtMs > atMs);
}
