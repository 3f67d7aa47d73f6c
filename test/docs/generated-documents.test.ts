import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { generatedDocuments } from '../../scripts/documents/generated-documents.ts';
import { loadApiKeys } from '../../src/admin-keys/load-api-keys.ts';
import { loadAppClients } from '../../src/app-clients/load-app-clients.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const read = (path: string) => readFileSync(path, 'utf8');
const documents = await generatedDocuments();

test.each(Object.keys(documents))('%s is as the code says (npm run docs)', (path) => {
  expect(read(path)).toBe(documents[path]);
});

describe('.env.example', () => {
  test('sets nothing as it is', () => {
    expect(parseEnv(read('.env.example'))).toEqual({});
  });

  test('has every variable once, and no value of a secret', () => {
    const lines = read('.env.example').match(/^#[A-Z].*$/gm) ?? [];
    expect(lines.map((line) => line.slice(1, line.indexOf('='))).sort()).toEqual(
      Object.keys(VARIABLES).sort(),
    );
    const values = parseEnv(lines.map((line) => line.slice(1)).join('\n'));
    expect(values).toMatchObject({
      COGNITO_CLIENT_SECRET: '',
      COGNITO_CLIENT_SECRET_NEXT: '',
      FINGERPRINT_KEY: '',
    });
  });
});

test.each(Object.keys(VARIABLES))('the configuration page explains %s', (name) => {
  expect(read('docs/configuration.md')).toMatch(new RegExp(`^\\| \`${name}\``, 'm'));
});

/** The one YAML example of a page. */
function example(page: string): string {
  return /```yaml\n(.*?)```/s.exec(read(page))?.[1] ?? '';
}

function schemaProblems(schemaPath: string, data: unknown): unknown {
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(read(schemaPath)) as object);
  validate(data);
  return validate.errors;
}

describe('the example of the app clients page', () => {
  const text = example('docs/app-clients.md');

  test('is accepted by the service', () => {
    write('web-shop-secret', canary('docscanary012345678901234567'));
    const environment = { PARTNER_PORTAL_SECRET: canary('portalcanary0123456789012345') };
    const { clients, problems } = loadAppClients({
      file: write('clients.yaml', text),
      environment,
      insecureHosts: [],
    });
    expect(problems).toEqual([]);
    expect(clients.map(({ secrets }) => secrets.length)).toEqual([1, 1, 0]);
  });

  test('fits the published schema, which refuses what the service refuses', () => {
    const schema = 'docs/app-clients.schema.json';
    expect(schemaProblems(schema, parse(text))).toBeNull();
    expect(
      schemaProblems(schema, { clients: [{ clientId: 'a', userPoolId: 'b', colour: 'red' }] }),
    ).toHaveLength(1);
    expect(schemaProblems(schema, { clients: [{ clientId: 'a' }] })).toHaveLength(1);
  });
});

describe('the example of the API keys page', () => {
  const text = example('docs/admin-api-keys.md');

  test('is accepted by the service', () => {
    const { keys, problems } = loadApiKeys(write('keys.yaml', text));
    expect(problems).toEqual([]);
    expect(keys).toMatchObject([{ id: 'support-desk', scopes: ['admin'] }]);
  });

  test('fits the published schema, which refuses what the service refuses', () => {
    const schema = 'docs/admin-api-keys.schema.json';
    expect(schemaProblems(schema, parse(text))).toBeNull();
    expect(
      schemaProblems(schema, { keys: [{ id: 'a', name: 'A', hash: 'h', scopes: ['all'] }] }),
    ).toHaveLength(1);
  });
});
