import { expect } from '@jest/globals';
import { openTestStorage } from '../storage/open-test-storage.ts';
import type { Answer } from './answer.ts';
import { startService, type TestService } from './service.ts';

/** A service whose database is gone: whatever is asked of it fails. */
export async function serviceWithoutDatabase(path: string): Promise<TestService> {
  const storage = await openTestStorage({ engine: 'sqlite', path });
  await storage.close();
  return startService({ audit: storage.audit, intents: storage.store });
}

/** Whoever asks again later may get what they want; the log says what it was. */
export function expectOutOfReach({ events }: TestService, answer: Answer): void {
  expect([answer.status, answer.json['code']]).toEqual([503, 'not-durable']);
  expect(answer.headers['retry-after']).toBe('5');
  const failed = events.find(({ name }) => name === 'requestFailed');
  expect(failed?.fields).toMatchObject({ cause: expect.objectContaining({ message: expect.any(String) }) });
}
