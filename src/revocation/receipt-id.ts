import { randomUUID } from 'node:crypto';

/**
 * A new receipt's id: a UUID that begins with its time, in milliseconds since the epoch. Ids of about the same time so
 * stand side by side in the indexes of a database, and what is written together touches few of their pages. 74 of its
 * bits are random.
 * Source: RFC 9562, section 5.7 (UUID version 7).
 */
export function newReceiptId(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
