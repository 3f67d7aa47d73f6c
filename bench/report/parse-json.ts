/** JSON in which `null` stands for a number that there is not, as `JSON.stringify` writes `NaN`. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => (value === null ? Number.NaN : value));
}
