/**
 * Entries of a list that have a field's value in common, though it must be there once. Takes them as they are in
 * the file, so that it also finds those that are wrong otherwise.
 */
export function repeatedFields(
  entries: readonly unknown[],
  fields: readonly string[],
  list: string,
): readonly string[] {
  return fields.flatMap((field) => {
    const values = entries.map((entry) => fieldOf(entry, field));
    return values.flatMap((value, index) => {
      const first = values.indexOf(value);
      if (value === undefined || first === index) return [];
      return [`${list}[${index}].${field} is the same as that of ${list}[${first}]. Each may be there once.`];
    });
  });
}

function fieldOf(entry: unknown, field: string): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[field] : undefined;
}
