import type { Settings } from './carried-settings.ts';

/** One setting that differs. `undefined`: it is not there. */
export interface SettingChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every setting that is not exactly the same, in the order of the alphabet. Lists differ also by their order. */
export function settingsDifference(before: Settings, after: Settings): readonly SettingChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .sort()
    .map((field) => ({ field, before: before[field], after: after[field] }))
    .filter(({ before: one, after: other }) => canonical(one) !== canonical(other));
}

/** As JSON, with the members of objects in one order: Cognito does not promise any. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
