/** What a scenario measured, and whether what was promised held. */
export interface Report {
  readonly rows: readonly (readonly [what: string, figure: string | number])[];
  readonly holds: boolean;
}

/** The flags that were given; a scenario takes those that concern it. */
export type Flags = Readonly<Record<string, string | undefined>>;

export function numberOf(flags: Flags, name: string, otherwise: number): number {
  const value = Number(flags[name] ?? otherwise);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`--${name} is a number`);
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

/** The value below which so large a part of all values is. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
