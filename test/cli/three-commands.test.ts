import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canary, encodingsOf } from '../support/canaries.ts';
import { adminEnvironment, runCommand } from '../support/cli/run-command.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, {
    awsCredentials: {
      accessKeyId: 'AKIATEST',
      secretAccessKey: canary('threeCommandsSecretAccessKeyCanary'),
    },
  });
});
afterAll(() => service.stop());

test('three commands end all sessions of a user in every app client, and show the receipt and the audit entry', async () => {
  const { fake, userPoolId, publicClientId, confidentialClientId } = service;
  const clients = [publicClientId, confidentialClientId, publicClientId];
  const tokens = clients.map((clientId) => canary(fake.signIn({ clientId, username: 'alice' }).refreshToken));
  const bystander = canary(fake.signIn({ clientId: publicClientId, username: 'bob' }).refreshToken);
  const environment = adminEnvironment(service);
  const who = ['--username', 'alice', '--user-pool', userPoolId];

  const revoked = await runCommand(['revoke', ...who, '--reason', 'account taken over'], { environment });
  const receiptId = /^Receipt ([0-9a-f-]{36}): revoked$/m.exec(revoked.stdout)?.[1] ?? '';
  const audited = await runCommand(['audit', 'tail', '--receipt', receiptId], { environment });
  const waiting = await runCommand(['parked', 'list'], { environment });

  expect(revoked).toMatchObject({ code: 0, stderr: '' });
  expect(revoked.stdout).toMatch(/^refresh tokens +dead +ended now$/m);
  expect(tokens.map((token) => fake.refreshTokenState(token))).toEqual(['revoked', 'revoked', 'revoked']);
  expect(fake.refreshTokenState(bystander)).toBe('live');
  expect(audited).toMatchObject({ code: 0, stderr: '' });
  const [accepted, final, ...others] = audited.stdout.trimEnd().split('\n');
  expect(others).toEqual([]);
  expect(accepted).toMatch(
    /accepted .*user alice .*by admin support \(api-key\) .*reason "account taken over"/,
  );
  expect(final).toMatch(/final +confirmed /);
  expect(final).toContain(receiptId);
  expect(waiting.code === 0 || waiting.stderr.includes('manage-parked')).toBe(true);
  const output = [revoked, audited, waiting].map(({ stdout, stderr }) => stdout + stderr).join('');
  for (const secret of [...tokens, service.apiKey])
    for (const form of encodingsOf(secret)) expect(output).not.toContain(form);
});
