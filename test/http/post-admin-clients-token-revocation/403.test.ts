import { describe, expect, test } from '@jest/globals';
import { USUAL_ADMIN_ACTS } from '../../../src/revocation/admin-act.ts';
import { ask } from '../../support/http/ask.ts';
import { ADMIN_KEY, NO_ADMIN_TOKEN } from '../../support/http/credentials.ts';
import { adminOf, adminsKnowing } from '../../support/http/in-memory-ports.ts';
import { REASON, serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

describe('POST /admin/clients/{clientId}/token-revocation answers 403, and nothing is ordered,', () => {
  test('to a user who is no admin', async () => {
    const { app, orders } = serviceEndingIn({ kind: 'already-on' });
    expect((await ask(app, turnOn(REASON, { credential: NO_ADMIN_TOKEN }))).status).toBe(403);
    expect(orders).toEqual([]);
  });

  test('T42 to an admin who was given the usual acts only', async () => {
    const admin = adminOf('ops1', 'all', USUAL_ADMIN_ACTS);
    const admins = adminsKnowing({ [ADMIN_KEY]: { kind: 'authenticated', admin } });
    const { app, orders } = serviceEndingIn({ kind: 'already-on' }, { admins });
    const answer = await ask(app, turnOn());
    expect(answer.status).toBe(403);
    expect(answer.json['detail']).toContain('manage-clients');
    expect(orders).toEqual([]);
  });
});
