import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canary, encodingsOf } from '../support/canaries.ts';
import { adminEnvironment, runCommand } from '../support/cli/run-command.ts';
import { PASSWORD, startRunningService, type RunningService } from '../support/running-service.ts';
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

/** Users who sign in by their e-mail address have names that nobody knows. */
test('with an e-mail address alone, in a pool whose user names are UUIDs, all sessions of a user end in every app client, and receipt and audit entries are shown', async () => {
  const { fake, userPoolId, publicClientId, confidentialClientId } = service;
  const [username, email] = [randomUUID(), 'mallory@example.com'];
  fake.createUser({ userPoolId, username, email, password: PASSWORD });
  const clients = [publicClientId, confidentialClientId, publicClientId];
  const tokens = clients.map((clientId) => canary(fake.signIn({ clientId, username }).refreshToken));
  const bystander = canary(fake.signIn({ clientId: publicClientId, username: 'bob' }).refreshToken);
  const environment = adminEnvironment(service);
  const who = ['--email', email, '--user-pool', userPoolId];

  const revoked = await runCommand(['revoke', ...who, '--reason', 'account taken over'], { environment });
  const receiptId = /^Receipt ([0-9a-f-]{36}): revoked$/m.exec(revoked.stdout)?.[1] ?? '';
  const audited = await runCommand(['audit', 'tail', '--receipt', receiptId], { environment });

  expect(revoked).toMatchObject({ code: 0, stderr: '' });
  expect(revoked.stdout).toMatch(/^refresh tokens +dead +ended now$/m);
  expect(tokens.map((token) => fake.refreshTokenState(token))).toEqual(['revoked', 'revoked', 'revoked']);
  expect(fake.refreshTokenState(bystander)).toBe('live');
  expect(audited).toMatchObject({ code: 0, stderr: '' });
  const [accepted, final, ...others] = audited.stdout.trimEnd().split('\n');
  expect(others).toEqual([]);
  expect(accepted).toContain(` accepted `);
  expect(accepted).toContain(` user ${username} `);
  expect(accepted).toMatch(/by admin support \(api-key\) .*reason "account taken over"/);
  expect(final).toMatch(/final +confirmed /);
  expect(final).toContain(receiptId);
  const output = [revoked, audited].map(({ stdout, stderr }) => stdout + stderr).join('');
  expect(output).not.toContain(email);
  for (const secret of [...tokens, service.apiKey])
    for (const form of encodingsOf(secret)) expect(output).not.toContain(form);
});
