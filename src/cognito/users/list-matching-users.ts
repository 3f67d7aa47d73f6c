import type {
  CognitoIdentityProvider,
  ListUsersCommandInput,
  UserType,
} from '@aws-sdk/client-cognito-identity-provider';

/** What users are looked for by, and what of them is asked for: no more than that. */
export interface WantedAttribute {
  readonly name: 'sub' | 'email';
  readonly value: string;
}

const ATTRIBUTES = ['sub', 'email', 'phone_number', 'preferred_username'];
/** Two are enough to know that there is more than one. */
const ENOUGH = 2;

/**
 * Users whose attribute has this value: all of them, or at least two. A page of Cognito's may be empty and still not be the last.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export async function listMatchingUsers(
  client: CognitoIdentityProvider,
  userPoolId: string,
  wanted: WantedAttribute,
  signal: AbortSignal,
): Promise<readonly UserType[]> {
  const found: UserType[] = [];
  let token: string | undefined;
  do {
    const input: ListUsersCommandInput = {
      UserPoolId: userPoolId,
      Filter: `${wanted.name} = ${quoted(wanted.value)}`,
      AttributesToGet: ATTRIBUTES,
      ...(token === undefined ? {} : { PaginationToken: token }),
    };
    const page = await client.listUsers(input, { abortSignal: signal });
    found.push(...(page.Users ?? []).filter((user) => hasAttribute(user, wanted)));
    token = page.PaginationToken;
  } while (token !== undefined && found.length < ENOUGH);
  return found;
}

/** A value must not end its own quotes, and so match whom it was not meant for. */
function quoted(value: string): string {
  return `"${value.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}

/** What a filter matches is for Cognito to say, but nobody else is to be hit. */
function hasAttribute({ Attributes = [] }: UserType, { name, value }: WantedAttribute): boolean {
  const own = Attributes.find(({ Name }) => Name === name)?.Value;
  return own?.toLowerCase() === value.toLowerCase();
}
