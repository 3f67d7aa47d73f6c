import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJsonObject } from '../../../src/http/body/parse-json-object.ts';

describe('A JSON body', () => {
  test('is what JSON.parse makes of it, for every object with names of its own', () => {
    const noProto = fc.object({ key: fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__') });
    fc.assert(
      fc.property(noProto, fc.nat(4), (object, indent) => {
        const json = JSON.stringify(object, undefined, indent);
        expect(parseJsonObject(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  test('may have the same name in different objects, and names and brackets in strings', () => {
    const json = '{"a":{"a":[{"a":1},{"a":2}]},"b":"{\\"b\\":1,","c":["b","b"],"d\\"e":"\\\\"}';
    expect(parseJsonObject(json)).toEqual(JSON.parse(json));
  });

  test('is refused if a name is repeated anywhere, however it is spelt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.json(), fc.json(), (name, first, second) => {
        const escaped = name === '' ? '' : `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}`;
        const again = `"${escaped}${JSON.stringify(name.slice(1)).slice(1)}`;
        const inner = `{${JSON.stringify(name)} : ${first}, ${again}: ${second}}`;
        expect(() => parseJsonObject(inner)).toThrow('twice');
        expect(() => parseJsonObject(`{"a":[0,{"b":${inner}}]}`)).toThrow('twice');
      }),
    );
  });

  test('is refused if a name is repeated in a flat object, whatever the values are', () => {
    const value = fc.oneof(
      fc.stringMatching(/^[\w .:{}[\]-]*$/),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const name = fc.stringMatching(/^[\w:{}]*$/);
    fc.assert(
      fc.property(name, fc.array(fc.tuple(name, value)), value, value, (twice, others, first, second) => {
        const members = [[twice, first], ...others, [twice, second]].map(
          ([key, of]) => `${JSON.stringify(key)}:${JSON.stringify(of)}`,
        );
        expect(() => parseJsonObject(`{${members.join()}}`)).toThrow('twice');
      }),
    );
  });

  test('T55 takes time in proportion to its length, also if it is made of quotes and backslashes', () => {
    const sizes = [20_000, 200_000];
    for (const size of sizes) {
      const json = JSON.stringify({ a: '\\"'.repeat(size), b: '\\'.repeat(size) });
      expect(parseJsonObject(json)).toEqual(JSON.parse(json));
    }
  });
});
