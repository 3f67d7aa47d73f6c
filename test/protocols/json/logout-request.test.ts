import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { parseLogoutRequest } from '../../../src/protocols/json/logout-request.ts';

const TOKEN = 'a'.repeat(40);

describe('The body of POST /logout', () => {
  test('is copied field by field, and what is not there is undefined or false', () => {
    expect(parseLogoutRequest({}, 'none')).toEqual({
      refreshToken: undefined,
      clientId: undefined,
      accessToken: undefined,
      idToken: undefined,
      everywhere: false,
      endSso: false,
    });
    const fields = { refreshToken: TOKEN, clientId: 'c1', accessToken: TOKEN, idToken: TOKEN };
    expect(parseLogoutRequest({ ...fields, everywhere: true, endSso: true }, 'json')).toEqual({
      ...fields,
      everywhere: true,
      endSso: true,
    });
  });

  test('has words for its switches in a form only', () => {
    expect(parseLogoutRequest({ everywhere: 'true', endSso: 'false' }, 'form')).toMatchObject({
      everywhere: true,
      endSso: false,
    });
    expect(() => parseLogoutRequest({ everywhere: 'true' }, 'json')).toThrow(ServiceError);
    expect(() => parseLogoutRequest({ everywhere: true }, 'form')).toThrow(ServiceError);
  });

  test('T07 takes nothing from a prototype', () => {
    const inherited = Object.create({ refreshToken: TOKEN }) as object;
    expect(() => parseLogoutRequest(inherited, 'json')).not.toThrow();
    expect(parseLogoutRequest(Object.create(null), 'json').refreshToken).toBeUndefined();
  });

  test('T08 of any shape is parsed or refused with invalid-request, and the refusal repeats nothing of it', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        fc.string({ minLength: 12 }),
        (value, mark) => {
          for (const encoding of ['json', 'form'] as const) {
            for (const fields of [
              value,
              { refreshToken: value },
              { [mark]: value },
              { clientId: ` ${mark}` },
            ]) {
              try {
                parseLogoutRequest(fields, encoding);
              } catch (error) {
                expect(error).toBeInstanceOf(ServiceError);
                expect((error as ServiceError).code).toBe('invalid-request');
                expect((error as ServiceError).cause).toBeUndefined();
                expect((error as ServiceError).message).not.toContain(mark);
              }
            }
          }
        },
      ),
    );
  });
});
