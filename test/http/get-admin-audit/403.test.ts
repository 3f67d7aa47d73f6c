import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { NO_ADMIN_TOKEN, POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { adminsKnowing, adminOf } from '../../support/http/in-memory-ports.ts';
import { startService } from '../../support/http/service.ts';
import { canary } from '../../support/canaries.ts';

describe('GET /admin/audit answers 403', () => {
  test('to a genuine credential without admin rights', async () => {
    const { app } = startService();
    expect((await ask(app, adminGet('/admin/audit', NO_ADMIN_TOKEN))).status).toBe(403);
  });

  test("T42 to an admin who asks for another pool's events", async () => {
    const { app } = startService();
    const question = adminGet(`/admin/audit?userPoolId=${SPA.userPoolId}`, POOL_ADMIN_KEY);
    expect((await ask(app, question)).json).toMatchObject({
      code: 'forbidden',
      detail:
        'This admin may not do this in this user pool, or it is not configured here: check its id first.',
    });
  });

  test('T42 to an admin of several pools who names none', async () => {
    const key = canary('clk_two.keyofanadminoftwopoolsinthesetests0001');
    const admin = adminOf('ops3', ['eu-west-1_A', 'eu-west-1_B']);
    const { app } = startService({ admins: adminsKnowing({ [key]: { kind: 'authenticated', admin } }) });
    const answer = await ask(app, adminGet('/admin/audit', key));
    expect(answer.json).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('userPoolId') });
  });
});
