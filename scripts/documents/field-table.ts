import type { JsonSchema } from './json-schema.ts';
import { markdownTable } from './markdown-table.ts';

/** The fields of an object, one a row; fields of a field as `outer.inner`. */
export function fieldTable(schema: JsonSchema): string {
  return markdownTable(['Field', 'Type', 'Default', 'Meaning'], rowsOf(schema, ''));
}

function rowsOf(
  { properties = {}, required = [] }: JsonSchema,
  prefix: string,
): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    row(`${prefix}${name}`, field, required.includes(name) && field.default === undefined),
    ...rowsOf(field, `${prefix}${name}.`),
  ]);
}

function row(name: string, field: JsonSchema, isRequired: boolean): readonly string[] {
  const unset = field.default === undefined ? '' : `\`${JSON.stringify(field.default)}\``;
  return [`\`${name}\``, typeOf(field), isRequired ? 'required' : unset, field.description ?? ''];
}

function typeOf({ type = '', items, enum: words }: JsonSchema): string {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ');
  return items === undefined ? type : `list of ${typeOf(items)}`;
}
