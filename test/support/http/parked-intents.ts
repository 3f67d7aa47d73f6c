import type { ParkedCause } from '../../../src/revocation/intents/intent.ts';
import { tokenIntent, acceptNew } from '../storage/intents.ts';
import { memoryStorage, type MemoryStorage } from '../storage/memory-storage.ts';
import { SHOP, SPA } from './app-clients.ts';
import { ADMIN_KEY } from './credentials.ts';
import type { Question } from './ask.ts';
import { NOW_MS } from './service.ts';

export interface StorageWithParked extends MemoryStorage {
  /** Of what is parked, in its order: two logouts of SPA for its secret, one of SHOP for switched-off revocation. */
  readonly receiptIds: readonly string[];
}

/** A store in which three logouts wait for an operator, and one does not. */
export async function storageWithParked(): Promise<StorageWithParked> {
  const storage = memoryStorage({ nowMs: () => NOW_MS });
  const { store } = storage;
  const park = async ({ clientId, userPoolId }: typeof SPA | typeof SHOP, cause: ParkedCause) => {
    const intent = tokenIntent(NOW_MS, { clientId, userPoolId });
    await store.park(await acceptNew(store, intent), cause);
    return intent.request.receiptId;
  };
  const receiptIds = [
    await park(SPA, 'client-secret-rejected'),
    await park(SPA, 'client-secret-rejected'),
    await park(SHOP, 'revocation-disabled'),
  ];
  await acceptNew(store, tokenIntent(NOW_MS, { clientId: SPA.clientId, userPoolId: SPA.userPoolId }));
  return { ...storage, receiptIds };
}

export function adminPost(path: string, body: object | string, credential = ADMIN_KEY): Question {
  const headers = { Authorization: `Bearer ${credential}`, 'Content-Type': 'application/json' };
  return { path, headers, body };
}
