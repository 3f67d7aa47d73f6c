import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';

const AS_NODE_20 =
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})";

test('an older Node.js gets one sentence, before anything else loads', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', AS_NODE_20, 'src/main.ts'], {
    encoding: 'utf8',
    env: {},
  });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^cognito-logout needs Node\.js 22 .* this is 20\.20\.2: .*\.$/),
    '',
  ]);
});
