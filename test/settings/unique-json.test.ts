import { expect, test } from '@jest/globals';
import { assert, constantFrom, jsonValue, property } from 'fast-check';
import { parse, parseDocument } from 'yaml';
import { parseUniqueJson } from '../../src/settings/unique-json.ts';

test('any JSON is read as JSON, laid out in whatever way, and says what it says as YAML', () => {
  assert(
    property(jsonValue(), constantFrom(undefined, 2), (value, indentation) => {
      const text = JSON.stringify(value, undefined, indentation);
      expect(parseUniqueJson(text)).toEqual(JSON.parse(text));
      expect(parse(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ['{"a":1,"a":2}'],
  ['{"a":1,"\\u0061":1}'],
  ['[{"b":{"a:":1,"a:":2}}]'],
  ['{"a":"\\":\\"","a":"\\":\\""}'],
])('an object that has a name twice is left to the reader of YAML, which refuses it: %s', (text) => {
  expect(parseUniqueJson(text)).toBeUndefined();
  expect(() => parse(text) as unknown).toThrow('Map keys must be unique');
});

test.each([['a: 1'], ['{"a":1,}'], ["{'a':1}"], ['# none\n{}'], ['']])('no JSON is nothing: %j', (text) => {
  expect(parseUniqueJson(text)).toBeUndefined();
});

test('what is nested too deeply to be looked through is left to the reader of YAML, which refuses it', () => {
  const text = '['.repeat(50_000) + ']'.repeat(50_000);
  expect(parseUniqueJson(text)).toBeUndefined();
  expect(parseDocument(text).errors).not.toEqual([]);
});
