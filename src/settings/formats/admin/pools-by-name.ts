import { userPoolId } from '../cognito-names.ts';
import { listsByName, type ListsByName } from './lists-by-name.ts';

/** Where whoever has a group or a scope may do it. */
export type PoolsByName = ListsByName;

/** `name=<user pool id>+<user pool id>,name=<user pool id>`. */
export const poolsByName = listsByName(
  (text) => 'value' in userPoolId(text),
  'support=eu-west-1_AbCdEf123+us-east-1_XyZ987',
);
