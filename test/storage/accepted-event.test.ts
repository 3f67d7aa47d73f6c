import { expect, test } from '@jest/globals';
import { acceptedEvent } from '../../src/storage/audit/audit-event.ts';
import { tokenIntent } from '../support/storage/intents.ts';

test('the event of an accepted order is the JSON of its request and of what more there is to say', () => {
  const { request, lane, expiresAtMs } = tokenIntent(1000, { request: { reason: 'a "quoted" }' } });
  const row = { request: { json: JSON.stringify(request) }, lane, expiresAtMs };
  expect(acceptedEvent(row)).toBe(JSON.stringify({ ...request, kind: 'accepted', lane, expiresAtMs }));
});
