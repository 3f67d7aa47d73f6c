import { OPERATIONS } from '../../protocols/json/openapi/operations/operations.ts';
import { anyMethodLabel } from './route-table.ts';

/** Every operation of the service: `POST /logout`. */
export const OPERATION_LABELS: readonly string[] = OPERATIONS.map(
  ({ method, path }) => `${method.toUpperCase()} ${path}`,
);

/** Every label under which a request can be logged and counted, but for `unmatched`. */
export const ROUTE_LABELS: readonly string[] = [
  ...OPERATION_LABELS,
  ...new Set(OPERATIONS.map(({ path }) => anyMethodLabel(path))),
];
