import { OPERATIONS } from '../protocols/json/openapi/operations.ts';

/** Every label under which a request can be logged and counted, but for `unmatched`. */
export const ROUTE_LABELS: readonly string[] = OPERATIONS.map(
  ({ method, path }) => `${method.toUpperCase()} ${path}`,
);
