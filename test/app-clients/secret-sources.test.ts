import { describe, expect, test } from '@jest/globals';
import { loadAppClients } from '../../src/app-clients/load-app-clients.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const FIRST = canary('firstSecretOfTheSourcesTests00000000000000000001');
const SECOND = canary('secondSecretOfTheSourcesTests0000000000000000002');

const write = temporaryFiles();

function load(entry: Readonly<Record<string, unknown>>) {
  const client = { clientId: 'web', userPoolId: 'eu-west-1_Ab1', ...entry };
  const file = write('clients.json', JSON.stringify({ clients: [client] }));
  const { clients, problems } = loadAppClients({
    file,
    environment: { FIRST, TWO: `${FIRST}\n${SECOND}` },
    insecureHosts: [],
  });
  return {
    secrets: clients[0]?.secrets.map((secret) => secret.reveal()),
    sources: clients[0]?.secretSources,
    problems: problems.map((problem) => problem.replace(/^\(.*?\): /, '')),
  };
}

const inList = (...secrets: readonly unknown[]) => ({ secrets });

describe('the sources of an app client’s secrets', () => {
  test('may be files and variables, of which one may hold two secrets, one a line', () => {
    write('first', `${FIRST}\n`);
    write('both', `${SECOND}\r\n${FIRST}\r\n`);
    const both = [SECOND, FIRST];
    expect(load(inList({ file: 'both' }))).toMatchObject({ secrets: both, problems: [] });
    expect(load({ clientSecretFile: 'both' })).toMatchObject({ secrets: both, problems: [] });
    expect(load({ clientSecretEnv: 'TWO' })).toMatchObject({ secrets: [FIRST, SECOND], problems: [] });
    expect(load(inList({ file: 'first' }, { env: 'FIRST' })).problems).toEqual([]);
  });

  test('that are kept elsewhere are left to be fetched, from the Region of their ARN or of the user pool', () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-AbCdEf';
    const { sources, secrets, problems } = load(inList({ secretsManager: arn }, { ssmParameter: '/shop' }));
    expect({ secrets, problems }).toEqual({ secrets: [], problems: [] });
    expect(sources).toMatchObject([
      { kind: 'secrets-manager', secretId: arn, region: 'us-east-1' },
      { kind: 'ssm-parameter', name: '/shop', region: 'eu-west-1' },
    ]);
    const other = load(inList({ ssmParameter: '/shop', region: 'eu-central-1' })).sources;
    expect(other).toMatchObject([{ region: 'eu-central-1' }]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['no place', inList({}), /^clients\[0\]\.secrets\[0\] must name exactly one of/],
    [
      'two places',
      inList({ env: 'FIRST', cognito: true }),
      /^clients\[0\]\.secrets\[0\] must name exactly one of/,
    ],
    ['an unknown place', inList({ vault: 'x' }), /^clients\[0\]\.secrets\[0\] has the unknown field vault/],
    ['cognito: false', inList({ cognito: false }), /^clients\[0\]\.secrets\[0\]\.cognito must be/],
    ['none', inList(), /^clients\[0\]\.secrets must have at least 1/],
    ['three', inList({ env: 'A' }, { env: 'B' }, { env: 'C' }), /^clients\[0\]\.secrets must have at most 2/],
    [
      'jsonKey elsewhere',
      inList({ env: 'FIRST', jsonKey: 'x' }),
      /\.secrets\[0\]\.jsonKey is for secretsManager/,
    ],
    ['a Region elsewhere', inList({ cognito: true, region: 'eu-west-1' }), /\.secrets\[0\]\.region is for/],
    [
      'another Region than that of the ARN',
      inList({ ssmParameter: 'arn:aws:ssm:us-east-1:111122223333:parameter/x', region: 'eu-west-1' }),
      /\.secrets\[0\]\.region must be the Region in the ARN/,
    ],
    [
      'a secret for its name',
      inList({ secretsManager: 'this is:no name' }),
      /\.secrets\[0\]\.secretsManager must be the name or ARN/,
    ],
    [
      'plain http',
      inList({ secretsManager: 'x', endpoint: 'http://secrets.example.com' }),
      /\.secrets\[0\]\.endpoint must begin with https/,
    ],
    [
      'a file that is not there',
      inList({ file: 'nowhere' }),
      /\.secrets\[0\]\.file names a file that cannot be read/,
    ],
    [
      'a variable that is not set',
      inList({ env: 'UNSET' }),
      /\.secrets\[0\]\.env names an environment variable/,
    ],
    [
      'fields beside the list',
      { ...inList({ env: 'FIRST' }), clientSecret: SECOND },
      /\.secrets stands beside/,
    ],
    [
      'a next secret beside two',
      { clientSecretEnv: 'TWO', nextClientSecretEnv: 'FIRST' },
      /\.nextClientSecret is one too many/,
    ],
  ])('are refused with %s', (_, entry, problem) => {
    const { problems } = load(entry);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems.join()).not.toContain('SourcesTests');
  });

  test('are refused with three secrets in a file', () => {
    write('three', `${FIRST}\n${SECOND}\n${'x'.repeat(30)}`);
    expect(load(inList({ file: 'three' })).problems).toEqual([
      expect.stringMatching(/\.file names a file with wrong contents: it must hold one secret, or two/),
    ]);
  });
});
