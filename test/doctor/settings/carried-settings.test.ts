import { UpdateUserPoolClientRequest$, UserPoolClientType$ } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from '@jest/globals';
import {
  CARRIED_SETTINGS,
  DESCRIBED_ONLY,
  NAMING_FIELDS,
} from '../../../src/doctor/settings/carried-settings.ts';

const sorted = (names: readonly string[]) => [...names].sort();
const MEMBERS = 4;

test('an update by the AWS SDK takes the names of the app client and these 21 settings, and no more', () => {
  expect(CARRIED_SETTINGS).toHaveLength(21);
  expect(sorted(UpdateUserPoolClientRequest$[MEMBERS])).toEqual(
    sorted([...NAMING_FIELDS, ...CARRIED_SETTINGS]),
  );
});

test('a description by the AWS SDK has all of them, and four more that no update takes', () => {
  expect(sorted(UserPoolClientType$[MEMBERS])).toEqual(
    sorted([...NAMING_FIELDS, ...CARRIED_SETTINGS, ...DESCRIBED_ONLY]),
  );
});
