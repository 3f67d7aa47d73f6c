import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

const NAME = /^[A-Za-z][A-Za-z0-9.]{0,120}$/;

export const settingUnknown: FindingRule = {
  id: 'setting-unknown',
  severity: 'notice',
  title: 'Cognito has a setting that this version does not know',
  meaning:
    'Logouts are not affected. But token revocation cannot be turned on from here: an update would reset the setting.',
  remedy: 'Update the service, and with it the AWS SDK.',
  seen: ({ client }) => {
    const fields = (valueOf(client)?.unknownFields ?? []).filter((field) => NAME.test(field));
    return fields.length === 0 ? undefined : `Not known: ${fields.join(', ')}.`;
  },
};
