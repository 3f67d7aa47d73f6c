import { refusesEach, wrong } from './refuses-each.ts';

const adminPool = {
  ADMIN_USER_POOL_ID: 'eu-west-1_Admins1',
  ADMIN_CLIENT_ID: 'admins',
  ADMIN_GROUP: 'session-admins',
};

refusesEach([
  wrong(
    'an admin pool that lets every user in',
    { ...adminPool, ADMIN_GROUP: '' },
    'ADMIN_USER_POOL_ID',
    /every user of the pool/,
  ),
  wrong(
    'an admin pool that takes tokens of every app client',
    { ...adminPool, ADMIN_CLIENT_ID: '' },
    'ADMIN_CLIENT_ID',
    /any app client/,
  ),
  wrong(
    'an admin scope that every user has',
    { ...adminPool, ADMIN_SCOPE: 'openid' },
    'ADMIN_SCOPE',
    /every user/,
  ),
  wrong(
    'user pools by group without a pool of admins',
    { ADMIN_GROUP_USER_POOLS: 'support=eu-west-1_Ab1' },
    'ADMIN_GROUP_USER_POOLS',
    /ADMIN_USER_POOL_ID/,
  ),
  wrong(
    'user pools by group in place of a group',
    { ...adminPool, ADMIN_GROUP: '', ADMIN_GROUP_USER_POOLS: 'support=eu-west-1_Ab1' },
    'ADMIN_USER_POOL_ID',
    /every user of the pool/,
  ),
  wrong('two admin scopes', { ...adminPool, ADMIN_SCOPE: 'a/b c/d' }, 'ADMIN_SCOPE', /one scope/),
  wrong('an admin group without pool', { ADMIN_GROUP: 'admins' }, 'ADMIN_GROUP', /ADMIN_USER_POOL_ID/),
  wrong(
    'an admin group with a blank',
    { ...adminPool, ADMIN_GROUP: 'two words' },
    'ADMIN_GROUP',
    /group's name/,
  ),
]);
