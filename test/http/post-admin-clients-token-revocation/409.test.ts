import { describe, expect, test } from '@jest/globals';
import type { TokenRevocationResult } from '../../../src/doctor/settings/turn-on-token-revocation.ts';
import { ask } from '../../support/http/ask.ts';
import { serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

describe('POST /admin/clients/{clientId}/token-revocation answers 409 conflict', () => {
  test.each<[string, TokenRevocationResult, RegExp]>([
    [
      'for settings that this version does not know, which it names',
      { kind: 'unknown-fields', fields: ['DeviceTokens', 'TokenValidityUnits.Session'] },
      /DeviceTokens, TokenValidityUnits\.Session\. Nothing was written\. Update the service\./,
    ],
    [
      'for a user pool that a tool manages, and says how to do it all the same',
      { kind: 'managed-elsewhere', managedBy: ['CDK', 'CloudFormation'] },
      /^CDK and CloudFormation manages .* turn it on there\. Nothing was written\. .* evenIfManaged/,
    ],
    [
      'for a user pool of which that cannot be told',
      { kind: 'managed-elsewhere', managedBy: 'unknown' },
      /^It cannot be told whether a tool manages this user pool/,
    ],
    [
      'for an edit by somebody else',
      { kind: 'changed-meanwhile', changes: [{ field: 'ClientName', before: 'a', after: 'b' }] },
      /^Somebody else is changing this app client\. Nothing was written/,
    ],
  ])('%s', async (_what, result, detail) => {
    const { app } = serviceEndingIn(result);
    const answer = await ask(app, turnOn());
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ code: 'conflict', detail: expect.stringMatching(detail) });
  });

  test('and leaves out names of settings that are not in the form of Cognito', async () => {
    const { app } = serviceEndingIn({ kind: 'unknown-fields', fields: ['Fine', '<script>', 'a b'] });
    expect((await ask(app, turnOn())).json['detail']).toContain('reset: Fine. Nothing');
  });
});
