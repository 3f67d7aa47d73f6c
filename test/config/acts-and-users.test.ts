import { describe, expect, test } from '@jest/globals';
import { actsByName } from '../../src/settings/formats/admin/acts-by-name.ts';
import { poolsByName } from '../../src/settings/formats/admin/pools-by-name.ts';
import { poolUser } from '../../src/settings/formats/admin/pool-user.ts';

describe('acts by group or scope', () => {
  test('are pairs, in whose names commas, equals signs and percent signs are encoded', () => {
    expect(
      actsByName(
        'support=read-sessions+read-audit, https://a.example/x=read-audit,odd%2C%3D%25=manage-clients',
      ),
    ).toEqual({
      value: new Map([
        ['support', ['read-sessions', 'read-audit']],
        ['https://a.example/x', ['read-audit']],
        ['odd,=%', ['manage-clients']],
      ]),
    });
  });

  test.each([
    '',
    'support',
    'support=',
    '=read-audit',
    'a=b=c',
    'a=read-audit,a=read-audit',
    'a=Read',
    '%=x',
    'a=x,',
  ])('are not %j', (text) => {
    expect(actsByName(text)).toEqual({ problem: expect.stringContaining('must be pairs') });
  });
});

describe('user pools by group or scope', () => {
  test('are pairs of a name and ids', () => {
    expect(poolsByName('support=eu-west-1_Ab1+us-east-1_Xy9, odd%2C=eu-west-1_Ab1')).toEqual({
      value: new Map([
        ['support', ['eu-west-1_Ab1', 'us-east-1_Xy9']],
        ['odd,', ['eu-west-1_Ab1']],
      ]),
    });
  });

  test.each(['', 'support', 'support=pool', 'a=eu-west-1_Ab1,a=eu-west-1_Ab1', 'a=eu-west-1_Ab1+'])(
    'are not %j',
    (text) => {
      expect(poolsByName(text)).toEqual({ problem: expect.stringContaining('must be pairs') });
    },
  );
});

describe('a user of a pool', () => {
  test.each([
    ['eu-west-1_Ab1/root', 'root'],
    ['eu-west-1_Ab1/a%2Cb', 'a,b'],
    ['eu-west-1_Ab1/a/b', 'a/b'],
    ['eu-west-1_Ab1/root@example.com', 'root@example.com'],
  ])('is %s', (text, name) => {
    expect(poolUser(text)).toEqual({ value: { userPoolId: 'eu-west-1_Ab1', name } });
  });

  test.each([
    'root',
    '/root',
    'eu-west-1_Ab1',
    'eu-west-1_Ab1/',
    'pool/root',
    'eu-west-1_Ab1/a b',
    'eu-west-1_Ab1/%',
  ])('is not %j', (text) => {
    expect(poolUser(text)).toHaveProperty('problem');
  });
});
