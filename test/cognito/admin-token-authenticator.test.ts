import { expect, test } from '@jest/globals';
import {
  createAdminTokenAuthenticator,
  type AdminRights,
} from '../../src/cognito/admin-token-authenticator.ts';
import { ServiceError } from '../../src/errors/service-error.ts';
import { USUAL_ADMIN_ACTS, type AdminAct } from '../../src/revocation/admin-act.ts';
import type { VerifiedClaims } from '../../src/tokens/claims.ts';
import { canary } from '../support/canaries.ts';

const TOKEN = canary('eyJCANARYadmin.access.token-of-an-admin');
const CLAIMS: VerifiedClaims = {
  tokenUse: 'access',
  sub: 'sub-of-root',
  username: 'root',
  clientId: 'admin1client',
  userPoolId: 'eu-west-1_Admins',
  originJti: 'origin-1',
  issuedAtSeconds: 1,
  expiresAtSeconds: 2,
  groups: ['staff', 'session-admins'],
  scopes: ['openid', 'logout/admin'],
};
const GROUP = { group: 'session-admins' };
const SCOPE = { scope: 'logout/admin' };

const NOTHING_DENIED = { hits: () => Promise.resolve(false) };

function authenticate(
  rights: AdminRights,
  claims = CLAIMS,
  denials: Parameters<typeof createAdminTokenAuthenticator>[1] = NOTHING_DENIED,
) {
  const verifier = { verify: (token: string) => Promise.resolve(token === TOKEN ? claims : undefined) };
  return createAdminTokenAuthenticator(verifier, denials, rights).authenticate(TOKEN);
}

test.each([
  ['the group', GROUP],
  ['the scope', SCOPE],
  ['both, where both are required', { ...GROUP, ...SCOPE }],
])('a user with %s is an admin of every pool', async (_, rights) => {
  expect(await authenticate(rights)).toEqual({
    kind: 'authenticated',
    admin: {
      id: 'sub-of-root',
      name: 'root',
      via: 'access-token',
      userPoolIds: 'all',
      acts: USUAL_ADMIN_ACTS,
    },
  });
});

test.each([
  ['without the group', GROUP, { groups: ['staff', 'session-admins-2'] }],
  ['without the scope', SCOPE, { scopes: ['openid', 'logout/admin.read'] }],
  ['with the group but without the scope', { ...GROUP, ...SCOPE }, { scopes: [] }],
  ['with the scope but without the group', { ...GROUP, ...SCOPE }, { groups: [] }],
])('a user %s is known, and forbidden', async (_, rights, lack) => {
  expect(await authenticate(rights, { ...CLAIMS, ...lack })).toMatchObject({ kind: 'forbidden' });
});

test('T41 an ID token is no credential, whatever groups it names', async () => {
  expect(await authenticate(GROUP, { ...CLAIMS, tokenUse: 'id' })).toMatchObject({ kind: 'unauthenticated' });
});

test('a token that does not verify is no credential', async () => {
  const verifier = { verify: () => Promise.resolve(undefined) };
  const authenticator = createAdminTokenAuthenticator(verifier, NOTHING_DENIED, GROUP);
  expect(await authenticator.authenticate(TOKEN)).toMatchObject({ kind: 'unauthenticated' });
});

test('a token that was denied is no credential', async () => {
  const hits = (claims: unknown) => Promise.resolve(claims === CLAIMS);
  expect(await authenticate(GROUP, CLAIMS, { hits })).toEqual({
    kind: 'unauthenticated',
    why: 'token-denied',
  });
});

test('nobody is an admin by an access token of which nobody can say whether it is denied', async () => {
  const unreachable = new ServiceError('not-durable', 'The denylist is out of reach.');
  const hits = () => Promise.reject(unreachable);
  await expect(authenticate(GROUP, CLAIMS, { hits })).rejects.toBe(unreachable);
});

test('requiring neither group nor scope is refused: every user would be an admin', () => {
  const verifier = { verify: () => Promise.resolve(CLAIMS) };
  expect(() => createAdminTokenAuthenticator(verifier, NOTHING_DENIED, {})).toThrow(/group/);
});

const POOLS = {
  groupPools: new Map([
    ['staff', ['eu-west-1_One', 'eu-west-1_Two']],
    ['session-admins', ['eu-west-1_Three']],
    ['others', ['eu-west-1_Four']],
  ]),
};
const SCOPE_POOLS = { scopePools: new Map([['logout/admin', ['eu-west-1_Two', 'eu-west-1_Four']]]) };

test.each([
  ['of all groups together', POOLS, ['eu-west-1_One', 'eu-west-1_Two', 'eu-west-1_Three']],
  ['of the scope', SCOPE_POOLS, ['eu-west-1_Two', 'eu-west-1_Four']],
  ['that both give, where both say', { ...POOLS, ...SCOPE_POOLS }, ['eu-west-1_Two']],
])('T42 an admin may touch the user pools %s, and no other', async (_, pools, userPoolIds) => {
  expect(await authenticate({ ...GROUP, ...pools })).toMatchObject({ admin: { userPoolIds } });
});

test('T42 an admin whose groups give no user pool is none', async () => {
  const groupPools = new Map([['others', ['eu-west-1_Four']]]);
  expect(await authenticate({ ...GROUP, groupPools })).toEqual({
    kind: 'forbidden',
    why: 'without-user-pools',
  });
});

test('user pools by group make nobody an admin: something else has to be required', () => {
  const verifier = { verify: () => Promise.resolve(CLAIMS) };
  expect(() => createAdminTokenAuthenticator(verifier, NOTHING_DENIED, POOLS)).toThrow(/group/);
});

const GROUP_ACTS = {
  groupActs: new Map<string, readonly AdminAct[]>([
    ['staff', ['read-sessions']],
    ['session-admins', ['end-sessions-by-user', 'read-sessions']],
    ['security', ['disable-users']],
  ]),
};
const SCOPE_ACTS = {
  scopeActs: new Map<string, readonly AdminAct[]>([['logout/admin', ['read-sessions', 'disable-users']]]),
};

test.each([
  ['of all groups together', GROUP_ACTS, ['read-sessions', 'end-sessions-by-user']],
  ['of the scopes of the token', SCOPE_ACTS, ['disable-users', 'read-sessions']],
  ['that both give, where both are set', { ...GROUP_ACTS, ...SCOPE_ACTS }, ['read-sessions']],
])('an admin has the acts %s', async (_, rights, acts) => {
  expect(await authenticate(rights)).toMatchObject({ kind: 'authenticated', admin: { acts } });
});

test.each([
  ['in no group that gives any', GROUP_ACTS, { groups: ['others'] }],
  ['whose token has no scope that gives any', SCOPE_ACTS, { scopes: ['openid'] }],
  [
    'whose groups and scopes agree on none',
    { ...GROUP_ACTS, ...SCOPE_ACTS },
    { groups: [], scopes: ['logout/admin'] },
  ],
])('a user %s is known, and forbidden', async (_, rights, lack) => {
  expect(await authenticate(rights, { ...CLAIMS, ...lack })).toMatchObject({ kind: 'forbidden' });
});
