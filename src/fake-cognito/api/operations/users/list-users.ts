import { CognitoError } from '../../../cognito-error.ts';
import type { User } from '../../../pool/user.ts';
import { checkMembers, MEMBER } from '../../check-members.ts';
import { poolOf, type Input, type Operation } from '../../operation.ts';

const LIMIT_MAX = 60;

/** `attribute = "value"`, or `^=` for what begins so; a quote or backslash in the value has a backslash before it. */
const FILTER = /^\s*([\w:]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/s;

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 *
 * The filter is held against one page at a time, so that a page may be empty and not be the last.
 */
export const listUsers: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId, Filter, PaginationToken } = checkMembers(input, {
      UserPoolId: MEMBER.userPoolId,
      Filter: { lengthMax: 256 },
      PaginationToken: { pattern: '[\\S]+', lengthMin: 1 },
    });
    const matches = filterOf(Filter);
    const users = [...poolOf(UserPoolId, context).users.values()];
    const from = PaginationToken === undefined ? 0 : Number(PaginationToken);
    const until = from + limitOf(input);
    return {
      Users: users
        .slice(from, until)
        .filter(matches)
        .map((user) => described(user, input)),
      ...(until < users.length ? { PaginationToken: String(until) } : {}),
    };
  },
};

function limitOf({ Limit = LIMIT_MAX }: Input): number {
  if (typeof Limit !== 'number') throw new CognitoError('SerializationException');
  if (Limit >= 0 && Limit <= LIMIT_MAX) return Limit === 0 ? LIMIT_MAX : Limit;
  throw new CognitoError('InvalidParameterException', '1 validation error detected');
}

function filterOf(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter === '') return () => true;
  const [, name = '', operator, quoted = ''] = FILTER.exec(filter) ?? [];
  if (operator === undefined) {
    throw new CognitoError('InvalidParameterException', 'Error while parsing filter expression.');
  }
  const wanted = quoted.replaceAll(/\\(.)/gs, '$1');
  return (user) => {
    const value = name === 'username' ? user.username : user.attributes.get(name);
    return operator === '=' ? value === wanted : value?.startsWith(wanted) === true;
  };
}

function described({ username, enabled, attributes }: User, { AttributesToGet: wanted }: Input): object {
  const told = [...attributes].filter(([name]) => !Array.isArray(wanted) || wanted.includes(name));
  return {
    Username: username,
    Attributes: told.map(([Name, Value]) => ({ Name, Value })),
    Enabled: enabled,
    UserStatus: 'CONFIRMED',
  };
}
