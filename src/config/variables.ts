import { adminVariables } from './variables/admin-variables.ts';
import { appClientVariables } from './variables/app-client-variables.ts';
import { browserVariables } from './variables/browser-variables.ts';
import { limitVariables } from './variables/limit-variables.ts';
import { serverVariables } from './variables/server-variables.ts';
import { storageVariables } from './variables/storage-variables.ts';
import { tracingVariables } from './variables/tracing-variables.ts';
import { upstreamVariables } from './variables/upstream-variables.ts';
import type { ValueOf, Variable } from './variable.ts';

/** Every variable that the service reads. The parser, `.env.example` and `docs/configuration.md` are made from it. */
export const VARIABLES = {
  ...appClientVariables,
  ...browserVariables,
  ...upstreamVariables,
  ...adminVariables,
  ...serverVariables,
  ...limitVariables,
  ...storageVariables,
  ...tracingVariables,
};

export type VariableName = keyof typeof VARIABLES;
export type Values = { readonly [Name in VariableName]: ValueOf<(typeof VARIABLES)[Name]> };

export interface Section {
  readonly title: string;
  readonly variables: Readonly<Record<string, Variable<unknown>>>;
}

/** The same variables, in the order and under the titles of the documentation. */
export const SECTIONS: readonly Section[] = [
  { title: 'App client', variables: appClientVariables },
  { title: 'Browsers', variables: browserVariables },
  { title: 'Calls to Cognito', variables: upstreamVariables },
  { title: 'Admins', variables: adminVariables },
  { title: 'Server', variables: serverVariables },
  { title: 'Rate limits', variables: limitVariables },
  { title: 'Storage and logs', variables: storageVariables },
  { title: 'Traces', variables: tracingVariables },
];
