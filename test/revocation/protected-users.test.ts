import { describe, expect, test } from '@jest/globals';
import type { UserLookup } from '../../src/revocation/ports/users/user-directory.ts';
import { createProtectedUsers } from '../../src/revocation/users/protected-users.ts';
import { ADMIN, endSessionAt, LATER, order, receiptOf, userPoolId } from '../support/cognito/told-cognito.ts';
import { knownUser } from '../support/cognito/user-ports.ts';

describe('a protected user', () => {
  test.each([
    ['by name', { username: 'root', sub: 'sub-of-root' }],
    ['by name in other letters', { username: 'ROOT', sub: 'sub-of-root' }],
  ])('is not touched %s, and Cognito is asked nothing', async (_, user) => {
    const { endSession, asked } = endSessionAt({ protectedNames: ['root'] });
    await expect(endSession(order(user), ADMIN)).rejects.toMatchObject({ code: 'forbidden' });
    expect(asked).toEqual([]);
  });

  test.each(['root', 'sub-of-root', 'root@example.com'])(
    'whom the configuration calls %s is not touched by an alias either, which was not looked up before',
    async (name) => {
      const user = knownUser('root', { aliases: ['root@example.com'] });
      const { endSession, asked } = endSessionAt({ protectedNames: [name], lookup: { kind: 'found', user } });
      const command = order({ username: 'some-alias', sub: undefined });
      await expect(endSession(command, ADMIN)).rejects.toMatchObject({ code: 'forbidden' });
      expect(asked).toEqual([]);
    },
  );

  test('is not touched by an alias that was protected only after the order had been given', async () => {
    const user = knownUser('root', { aliases: ['root@example.com'] });
    const options = { protectedNames: ['root@example.com'], lookup: { kind: 'found', user } as const };
    const { endSession, asked } = endSessionAt(options);
    const command = order({ username: 'root', sub: 'sub-of-root' });
    await expect(endSession(command, ADMIN)).rejects.toMatchObject({ code: 'forbidden' });
    expect(asked).toEqual([]);
  });

  test('is not touched while nobody can say who it is: the order waits', async () => {
    const { status, asked } = await receiptOf(order({ sub: undefined }), {
      protectedNames: ['root'],
      lookup: LATER as UserLookup,
    });
    expect([status, asked]).toEqual(['accepted', []]);
  });

  test('of one pool is nobody in another', () => {
    const users = createProtectedUsers([{ userPoolId: 'eu-west-1_Other', name: 'root' }]);
    expect(users.include(userPoolId, { username: 'root', sub: undefined })).toBe(false);
    expect(users.inPool(userPoolId)).toBe(false);
  });
});
