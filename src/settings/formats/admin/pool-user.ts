import type { Parse } from '../../parse.ts';
import { userPoolId } from '../cognito-names.ts';

/** A user of a user pool, by whatever name. */
export interface PoolUser {
  readonly userPoolId: string;
  readonly name: string;
}

const PROBLEM =
  'must be a user pool id, a slash and the name of a user, such as eu-west-1_AbCdEf123/break-glass (a comma in the name is written as %2C, a percent sign as %25).';

/** Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
const NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** `<user pool id>/<name>`; what a list of them needs for itself is percent-encoded in the name. */
export const poolUser: Parse<PoolUser> = (text) => {
  const slash = text.indexOf('/');
  const pool = userPoolId(text.slice(0, Math.max(0, slash)));
  const name = decoded(text.slice(slash + 1));
  return 'value' in pool && name !== undefined && NAME.test(name)
    ? { value: { userPoolId: pool.value, name } }
    : { problem: PROBLEM };
};

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
