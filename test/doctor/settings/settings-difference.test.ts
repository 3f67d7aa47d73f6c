import { describe, expect, test } from '@jest/globals';
import { settingsDifference } from '../../../src/doctor/settings/settings-difference.ts';
import { settingsForUpdate } from '../../../src/doctor/settings/settings-for-update.ts';

describe('the difference of two sets of settings', () => {
  test('names what changed, came and went, each with before and after, by the alphabet', () => {
    const before = { LogoutURLs: ['https://a.example'], AuthSessionValidity: 3, ClientName: 'shop' };
    const after = { LogoutURLs: ['https://b.example'], ReadAttributes: ['email'], ClientName: 'shop' };
    expect(settingsDifference(before, after)).toEqual([
      { field: 'AuthSessionValidity', before: 3, after: undefined },
      { field: 'LogoutURLs', before: ['https://a.example'], after: ['https://b.example'] },
      { field: 'ReadAttributes', before: undefined, after: ['email'] },
    ]);
  });

  test('is empty where only the members of an object stand in another order', () => {
    const one = { TokenValidityUnits: { AccessToken: 'hours', IdToken: 'days' } };
    const other = { TokenValidityUnits: { IdToken: 'days', AccessToken: 'hours' } };
    expect(settingsDifference(one, other)).toEqual([]);
  });

  test('tells lists apart by their order, and an empty list from none', () => {
    expect(settingsDifference({ CallbackURLs: ['a', 'b'] }, { CallbackURLs: ['b', 'a'] })).toHaveLength(1);
    expect(settingsDifference({ CallbackURLs: [] }, {})).toHaveLength(1);
  });
});

describe('the settings for an update', () => {
  test('are all that were described, with the change, and nothing that was absent', () => {
    const described = {
      ClientName: 'shop',
      EnableTokenRevocation: false,
      ReadAttributes: undefined,
      LogoutURLs: null,
    };
    expect(settingsForUpdate(described, { EnableTokenRevocation: true })).toEqual({
      ClientName: 'shop',
      EnableTokenRevocation: true,
    });
  });

  test('leave out what an update does not take', () => {
    expect(settingsForUpdate({ ClientName: 'shop', CreationDate: 1 }, {})).toEqual({ ClientName: 'shop' });
  });
});
