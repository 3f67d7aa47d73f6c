import { matching } from './matching.ts';

/** The name of an environment variable (IEEE Std 1003.1, section 8.1). */
export const environmentName = matching(
  /^[A-Z_][A-Z0-9_]{0,127}$/,
  'must be the name of an environment variable: capitals, digits and _.',
);
