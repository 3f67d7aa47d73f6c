import { CARRIED_SETTINGS, type CarriedSetting, type Settings } from './carried-settings.ts';

/**
 * What an update has to send so that nothing changes but what is asked for: every setting that Cognito described, as it
 * was. One that is absent stays absent, since an empty value is not the same as none.
 */
export function settingsForUpdate(
  described: Settings,
  changes: Partial<Readonly<Record<CarriedSetting, unknown>>>,
): Settings {
  const merged: Settings = { ...described, ...changes };
  return Object.fromEntries(
    CARRIED_SETTINGS.filter((name) => merged[name] !== undefined && merged[name] !== null).map((name) => [
      name,
      merged[name],
    ]),
  );
}
