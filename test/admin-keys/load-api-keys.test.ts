import { describe, expect, test } from '@jest/globals';
import { apiKeyHash, createApiKey } from '../../src/admin-keys/api-key.ts';
import { loadApiKeys } from '../../src/admin-keys/load-api-keys.ts';
import { ALL_ADMIN_ACTS, USUAL_ADMIN_ACTS } from '../../src/revocation/admin-act.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const key = canary(createApiKey('desk'));
const hash = apiKeyHash(key);
const load = (contents: string) => loadApiKeys(write('keys.yaml', contents));

describe('the API keys file', () => {
  test('says of each key whose it is, what it opens, for which pools and until when', () => {
    const { keys, problems } = load(`keys:
  - { id: desk, name: Support desk, hash: '${hash}', scopes: [admin] }
  - id: api-1
    name: Orders API
    hash: ${apiKeyHash('other')}
    scopes: [feed, admin]
    userPoolIds: [eu-west-1_Ab1]
    acts: [read-audit, disable-users]
    expiresAt: 2027-01-31T00:00:00+01:00
`);
    expect(problems).toEqual([]);
    expect(keys).toEqual([
      {
        id: 'desk',
        name: 'Support desk',
        hash,
        scopes: ['admin'],
        userPoolIds: 'all',
        acts: USUAL_ADMIN_ACTS,
        expiresAtMs: undefined,
      },
      {
        id: 'api-1',
        name: 'Orders API',
        hash: apiKeyHash('other'),
        scopes: ['feed', 'admin'],
        userPoolIds: ['eu-west-1_Ab1'],
        acts: ['read-audit', 'disable-users'],
        expiresAtMs: Date.UTC(2027, 0, 30, 23),
      },
    ]);
  });

  test('gives a key without acts none that a sign-in does not mend', () => {
    const { keys } = load(`keys: [{ id: desk, name: Desk, hash: '${hash}', scopes: [admin] }]`);
    const missing = ALL_ADMIN_ACTS.filter((act) => keys[0]?.acts.includes(act) === false);
    expect(missing).toEqual(['disable-users', 'manage-clients', 'manage-parked']);
  });

  test('may give a key the feed alone, to which acts would add nothing', () => {
    const reader = `id: api, name: API, hash: '${hash}', scopes: [feed]`;
    expect(load(`keys: [{ ${reader} }]`)).toMatchObject({ keys: [{ scopes: ['feed'] }], problems: [] });
    expect(load(`keys: [{ ${reader}, acts: [read-audit] }]`)).toEqual({
      keys: [],
      problems: [expect.stringContaining('keys[0].acts mean nothing without the scope admin')],
    });
  });

  test.each(['keys: desk', 'keys: {}', '[]', '{}', 'desk'])(
    'that is no list of keys is refused: %s',
    (contents) => {
      expect(load(contents)).toEqual({ keys: [], problems: [expect.stringContaining('keys.yaml): ')] });
    },
  );

  test('may hold no keys yet', () => {
    expect(load('{"keys": []}')).toEqual({ keys: [], problems: [] });
  });

  test.each([
    ['keys[0].id must be an id', 'id: Desk'],
    ['keys[0].id must be an id', 'id: a_b'],
    ['keys[0].id must be an id', 'id: a.b'],
    ['keys[0].id must be an id', `id: ${'a'.repeat(41)}`],
    ['keys[0].name must be a name', 'name: ""'],
    ['keys[0].name must be a name', 'name: "a\\nb"'],
    ['keys[0].hash must be sha256:', `hash: ${key}`],
    ['keys[0].hash must be sha256:', `hash: ${hash.toUpperCase()}`],
    ['keys[0].hash must be sha256:', `hash: ${hash}0`],
    ['keys[0].hash must be sha256:', `hash: x${hash}`],
    ['keys[0].scopes must have at least 1', 'scopes: []'],
    ['keys[0].scopes[0] must be one of: admin, feed', 'scopes: [everything]'],
    ['keys[0].scopes must be a list', 'scopes: admin'],
    ['keys[0].userPoolIds must have', 'userPoolIds: []'],
    ['keys[0].acts must have', 'acts: []'],
    ['keys[0].acts[0] must be one of: end-sessions-by-token, ', 'acts: [everything]'],
    ['keys[0].userPoolIds[0] must be a user pool id', 'userPoolIds: [pool]'],
    ['keys[0].expiresAt must be a time', 'expiresAt: 2027-01-31'],
    ['keys[0].expiresAt must be a time', 'expiresAt: 2027-02-31T25:00:00Z'],
    ['keys[0] has the unknown field expires. Did you mean expiresAt?', 'expires: 2027-01-31T00:00:00Z'],
  ])('is refused where %s, and shows no key', (says, field) => {
    const right = { id: 'id: desk', name: 'name: Desk', hash: `hash: '${hash}'`, scopes: 'scopes: [admin]' };
    const [name = ''] = field.split(':');
    const { problems } = load(`keys: [{ ${Object.values({ ...right, [name]: field }).join(', ')} }]`);
    expect(problems).toEqual([expect.stringContaining(`keys.yaml): ${says}`)]);
    expect(problems.join().includes(key)).toBe(false);
  });

  test('is refused when two keys share an id or a hash', () => {
    const entry = `{ id: desk, name: Desk, hash: '${hash}', scopes: [admin] }`;
    expect(load(`keys: [${entry}, ${entry}]`).problems).toEqual([
      expect.stringContaining('keys[1].id is the same as that of keys[0]'),
      expect.stringContaining('keys[1].hash is the same as that of keys[0]'),
    ]);
  });

  test('is refused when a field is missing', () => {
    expect(load('keys: [{ id: desk }]').problems).toEqual([
      expect.stringContaining('keys[0].name is missing'),
      expect.stringContaining('keys[0].hash is missing'),
      expect.stringContaining('keys[0].scopes is missing'),
    ]);
  });

  test('that is not there is refused', () => {
    expect(loadApiKeys('/nowhere/keys.yaml').problems).toEqual([expect.stringContaining('ENOENT')]);
  });
});
