/** The schema of a structure, as the AWS SDK writes it: 3, namespace, name, traits, names of members, their schemas. */
export type StructureSchema = readonly [
  3,
  string,
  string,
  unknown,
  readonly string[],
  readonly unknown[],
  ...unknown[],
];

/**
 * Paths of the members of an answer that a schema of the SDK does not have: `Later`, `TokenValidityUnits.Later`. The SDK by
 * itself drops them without a word.
 */
export function unknownMembers(
  value: Readonly<Record<string, unknown>>,
  schema: StructureSchema,
): readonly string[] {
  const [, , , , names, schemas] = schema;
  return Object.entries(value).flatMap(([name, inner]) => {
    const index = names.indexOf(name);
    if (index === -1) return [name];
    const structure = structureOf(schemas[index]);
    if (structure === undefined || typeof inner !== 'object' || inner === null) return [];
    return unknownMembers(inner as Record<string, unknown>, structure).map((path) => `${name}.${path}`);
  });
}

/** A member refers to its schema by a function, alone or beside its traits. */
function structureOf(reference: unknown): StructureSchema | undefined {
  if (typeof reference === 'function') return structureOf((reference as () => unknown)());
  if (!Array.isArray(reference)) return undefined;
  return reference[0] === 3 ? (reference as unknown as StructureSchema) : structureOf(reference[0]);
}
