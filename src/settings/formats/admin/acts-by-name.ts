import { listsByName, type ListsByName } from './lists-by-name.ts';

/** What whoever has a group or a scope may do. */
export type ActsByName = ListsByName;

/** `name=act+act,name=act`. Whether the acts are ones that there are is not looked at. */
export const actsByName = listsByName(
  (text) => /^[a-z-]+$/.test(text),
  'support=end-sessions-by-user+read-sessions',
);
