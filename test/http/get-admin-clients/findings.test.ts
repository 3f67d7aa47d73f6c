import { describe, expect, test } from '@jest/globals';
import type { ClientReports } from '../../../src/doctor/client-reports.ts';
import { revocationOff } from '../../../src/doctor/findings/client/revocation-off.ts';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

const { id, severity, title, meaning, remedy } = revocationOff;
const FINDING = { id, severity, title, meaning, remedy, seen: 'EnableTokenRevocation is false.' };

async function listed(clientReports: ClientReports) {
  const { app } = startService({ clients: [SPA], clientReports });
  const { json } = await ask(app, adminGet('/admin/clients'));
  return (json['clients'] as readonly Record<string, unknown>[])[0];
}

describe('GET /admin/clients tells of each app client', () => {
  test('what the doctor has found, and when', async () => {
    const { clientId, userPoolId } = SPA;
    const report = { clientId, userPoolId, checkedAtMs: Date.UTC(2027, 0, 1), findings: [FINDING] };
    expect(
      await listed({ known: () => report, forget: () => undefined, refresh: () => Promise.resolve([]) }),
    ).toMatchObject({
      checkedAt: '2027-01-01T00:00:00.000Z',
      findings: [FINDING],
    });
  });

  test('that it was not looked at yet, without waiting for Cognito for long', async () => {
    const never = new Promise<never>(() => undefined);
    expect(
      await listed({ known: () => undefined, forget: () => undefined, refresh: () => never }),
    ).toMatchObject({
      checkedAt: null,
      findings: [],
    });
  }, 10_000);
});
