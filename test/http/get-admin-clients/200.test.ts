import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SHOP, SPA, WEB } from '../../support/http/app-clients.ts';
import { ADMIN_KEY, POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { directoryOf } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';
import { canary } from '../../support/canaries.ts';

const bearer = (credential: string) => ({ Authorization: `Bearer ${credential}` });

describe('GET /admin/clients answers 200', () => {
  test('and lists every app client to an admin of all pools', async () => {
    const { app } = startService();

    const answer = await ask(app, { method: 'GET', path: '/admin/clients', headers: bearer(ADMIN_KEY) });

    expect(answer.status).toBe(200);
    expect(answer.json['clients']).toEqual([
      expect.objectContaining({ clientId: SPA.clientId, cookieMode: false, afterLogoutUrl: null }),
      expect.objectContaining({ clientId: WEB.clientId, cookieMode: true, managedLogoutUrl: null }),
      expect.objectContaining({ clientId: SHOP.clientId, cookieMode: true }),
    ]);
  });

  test('and tells which secrets it holds by their ids', async () => {
    const secret = canary('secretOfTheClientsListingTests0000000001');
    const { app } = startService({ appClients: directoryOf([SPA, WEB], { [WEB.clientId]: secret }) });
    const answer = await ask(app, { method: 'GET', path: '/admin/clients', headers: bearer(ADMIN_KEY) });
    const clients = answer.json['clients'] as readonly { readonly secretIds: readonly string[] }[];
    expect(clients.map(({ secretIds }) => secretIds)).toEqual([[], ['0123456789abcdef']]);
    expect(answer.text).not.toContain(secret);
  });

  test('T42 and lists only those of their pools to an admin of some', async () => {
    const { app } = startService();
    const answer = await ask(app, { method: 'GET', path: '/admin/clients', headers: bearer(POOL_ADMIN_KEY) });
    expect(answer.json['clients']).toEqual([expect.objectContaining({ clientId: SHOP.clientId })]);
  });

  test('and shows no secret, even if the directory holds more than it should', async () => {
    const secret = canary('CANARY-client-secret-in-profile');
    const profile = { ...SPA, clientSecret: secret };
    const { app } = startService({ clients: [profile] });
    const answer = await ask(app, { method: 'GET', path: '/admin/clients', headers: bearer(ADMIN_KEY) });
    expect(answer.text).not.toContain(secret);
  });
});
