import type { Settings } from '../settings/carried-settings.ts';

/** A setting that is a list of texts; empty where it is none. */
export function textsOf(settings: Settings, name: string): readonly string[] {
  const value = settings[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
