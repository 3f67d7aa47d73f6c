import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryFiles } from '../support/temporary-files.ts';

const OXLINT = fileURLToPath(new URL('../../node_modules/oxlint/bin/oxlint', import.meta.url));
const CONFIGURATION = fileURLToPath(new URL('../../.oxlintrc.json', import.meta.url));

const writeFile = temporaryFiles();

/** What the lint command of this repository says of a few lines of code, by rule. */
function rulesBrokenBy(code: string): readonly string[] {
  const file = writeFile('linted.ts', code);
  const { stdout } = spawnSync(process.execPath, [OXLINT, '--config', CONFIGURATION, '--format=json', file], {
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string }[] };
  return [
    ...new Set(diagnostics.map(({ code: rule }) => rule).filter((rule) => /logging|console/.test(rule))),
  ];
}

describe('T31: the lint command refuses', () => {
  test.each([
    ['a request', 'telemetry.requestServed(request);'],
    ['a request among the fields', 'telemetry.requestServed({ requestId, req });'],
    ['a request, spread', 'telemetry.requestServed({ ...req });'],
    ['the method of a request', 'telemetry.requestServed({ route: request.method });'],
    ['a path as it was asked for', 'telemetry.requestServed({ route: exchange.url });'],
    ['headers', 'dependencies.telemetry.requestServed({ clientId: incoming.headers["x-client"] });'],
    ['a body', 'telemetry.requestServed({ clientId: body.clientId });'],
    ['a body in a sentence', 'telemetry.adminRefused({ why: `refused for ${body}` });'],
    ['the message of an error', 'telemetry.adminRefused({ why: failure.message });'],
    ['an error as reason', 'telemetry.adminRefused({ why: String(error) });'],
    ['a body as cause', 'telemetry.requestFailed({ requestId, cause: body });'],
    ['a request as cause', 'telemetry.crashed({ kind, cause: { request } });'],
    ['a token', 'telemetry.requestServed({ fingerprint: refreshToken });'],
    ['a token of something', 'this.telemetry.requestServed({ fingerprint: command.refreshToken });'],
    [
      'a secret',
      'telemetry.clientMisconfigured({ clientId, problem: `${appClient.clientSecret} is wrong` });',
    ],
  ])('to tell telemetry %s', (_, code) => {
    expect(rulesBrokenBy(code)).toEqual(['logging(event-fields)']);
  });

  test.each([
    ['the standard output', 'process.stdout.write(text);', 'logging(no-process-output)'],
    ['the standard error', 'process.stderr.write(text);', 'logging(no-process-output)'],
    ['a warning of the process', 'process.emitWarning(text);', 'logging(no-process-output)'],
    ['a logger of its own', "import { pino } from 'pino';\npino();", 'logging(no-process-output)'],
    [
      'the console, imported',
      "import { log } from 'node:console';\nlog(text);",
      'logging(no-process-output)',
    ],
    ['the console', 'console.log(text);', 'eslint(no-console)'],
  ])('to log by %s', (_, code, rule) => {
    expect(rulesBrokenBy(code)).toEqual([rule]);
  });

  test('nothing that is made of ids, codes and numbers, nor an error as the cause of a failure', () => {
    const code = `
      telemetry.requestServed({ requestId, route, status: answer.status, durationMs, ...known });
      telemetry.requestFailed({ requestId, route, cause: error.cause ?? error });
      telemetry.crashed({ kind, cause });
      telemetry.connectionDropped();
      journal.tried(request);
    `;
    expect(rulesBrokenBy(code)).toEqual([]);
  });
});
