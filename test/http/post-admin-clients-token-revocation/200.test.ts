import { describe, expect, test } from '@jest/globals';
import { SHOP, SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { POOL_ADMIN_KEY } from '../../support/http/credentials.ts';
import { REASON, serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

const CHANGE = { field: 'EnableTokenRevocation', before: false, after: true };
const NAMES = { clientId: SPA.clientId, userPoolId: SPA.userPoolId };

describe('POST /admin/clients/{clientId}/token-revocation answers 200', () => {
  test('with what was changed and what was found when it was read again', async () => {
    const { app, orders } = serviceEndingIn({
      kind: 'changed',
      changes: [CHANGE],
      managedBy: ['Terraform'],
      compared: 19,
      moved: [{ field: 'ClientName', before: 'a', after: undefined }],
      overtaken: true,
    });

    const answer = await ask(app, turnOn({ ...REASON, evenIfManaged: true }));

    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      ...NAMES,
      status: 'changed',
      changes: [CHANGE],
      verified: {
        settingsCompared: 19,
        moved: [{ field: 'ClientName', before: 'a', after: null }],
        changedAgain: true,
      },
      managedBy: ['Terraform'],
    });
    expect(orders).toEqual([
      [
        { ...NAMES, dryRun: false, evenIfManaged: true },
        expect.objectContaining({ ...REASON, actor: { kind: 'admin', id: 'ops1', via: 'api-key' } }),
      ],
    ]);
  });

  test('with what would be changed, to a dry run', async () => {
    const { app, orders } = serviceEndingIn({
      kind: 'would-change',
      changes: [CHANGE],
      managedBy: 'unknown',
    });
    const answer = await ask(app, turnOn({ ...REASON, dryRun: true }));
    expect(answer.json).toEqual({
      ...NAMES,
      status: 'would-change',
      changes: [CHANGE],
      managedBy: 'unknown',
    });
    expect(orders[0]?.[0]).toMatchObject({ dryRun: true, evenIfManaged: false });
  });

  test('where token revocation was on', async () => {
    const { app } = serviceEndingIn({ kind: 'already-on' });
    expect((await ask(app, turnOn())).json).toEqual({ ...NAMES, status: 'unchanged', changes: [] });
  });

  test('T42 to an admin of some user pools for an app client of these', async () => {
    const { app } = serviceEndingIn({ kind: 'already-on' });
    const question = turnOn(REASON, { clientId: SHOP.clientId, credential: POOL_ADMIN_KEY });
    expect((await ask(app, question)).status).toBe(200);
  });
});
