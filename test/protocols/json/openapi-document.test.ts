import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ERROR_STATUS } from '../../../src/errors/error-code.ts';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { openApiDocument } from '../../../src/protocols/json/openapi/openapi-document.ts';
import { parseAdminRevokeRequest } from '../../../src/protocols/json/admin-revoke-request.ts';
import { parseLogoutRequest } from '../../../src/protocols/json/logout-request.ts';
import { NO_TOKENS } from '../../support/http/hostile-values.ts';

interface Body {
  readonly requestBody: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly headers: object }>>;
}

const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Body>>>>;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });

function bodyValidator(path: string, type = 'application/json') {
  return ajv.compile(document.paths[path]?.['post']?.requestBody.content[type]?.schema ?? false);
}

const TOKEN = 'a'.repeat(40);

describe('The OpenAPI document', () => {
  test('has every code that an answer may carry', () => {
    const text = JSON.stringify(document);
    const absent = Object.keys(ERROR_STATUS).filter((code) => !text.includes(`\`${code}\``));
    expect(absent).toEqual([]);
  });

  test('says that who asks for introspection without being known is challenged (RFC 7662 section 2.3)', () => {
    const refused = document.paths['/oauth2/introspect']?.['post']?.responses['401'];
    expect(Object.keys(refused?.headers ?? {})).toContain('WWW-Authenticate');
  });

  test('names no value of an enum twice, for which generators would write code that does not compile', () => {
    const enums: (readonly unknown[])[] = [];
    JSON.stringify(document, (name: string, value: unknown) => {
      if (name === 'enum') enums.push(value as readonly unknown[]);
      return value;
    });
    expect(enums.length).toBeGreaterThan(10);
    expect(enums.filter((values) => new Set(values).size < values.length)).toEqual([]);
  });

  test('allows and refuses the same bodies of POST /logout as the service does', () => {
    const documented = bodyValidator('/logout');
    const bodies = [
      {},
      { refreshToken: TOKEN },
      { refreshToken: TOKEN, clientId: 'c1', everywhere: true, endSso: false },
      { refreshToken: TOKEN, clientId: 'c 1' },
      { refreshToken: TOKEN, everywhere: 'true' },
      { refreshToken: TOKEN, unknown: 1 },
      ...Object.values(NO_TOKENS).map((refreshToken) => ({ refreshToken })),
    ];
    for (const body of bodies) {
      const accepts = () => parseLogoutRequest(body, 'json');
      if (documented(body)) expect(accepts).not.toThrow();
      else expect(accepts).toThrow(ServiceError);
    }
  });

  test('allows and refuses the same fields of POST /admin/revoke as the service does', () => {
    const documented = bodyValidator('/admin/revoke');
    const user = { username: 'ada', userPoolId: 'eu-west-1_a1', reason: 'x' };
    const bodies = [
      user,
      { ...user, username: 'a b' },
      { ...user, username: '\ud800' },
      { ...user, userPoolId: 'nowhere' },
      { ...user, reason: '' },
      { ...user, reason: 'a\nb' },
      { ...user, reason: 'x'.repeat(501) },
      { ...user, dryRun: 1 },
      { ...user, unknown: 1 },
      { username: 'ada', userPoolId: 'eu-west-1_a1' },
    ];
    for (const body of bodies) {
      const accepts = () => parseAdminRevokeRequest(body);
      if (documented(body)) expect(accepts).not.toThrow();
      else expect(accepts).toThrow(ServiceError);
    }
  });
});
