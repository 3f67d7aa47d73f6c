import type { ErrorCode } from '../../../../errors/error-code.ts';
import { dropParkedSchema, retryParkedSchema } from '../../parked/parked-request.ts';
import { droppedSchema, parkedSchema, retriedSchema } from '../parked-schemas.ts';
import type { Operation } from './operation.ts';

const JSON_TYPE = 'application/json';

const CHANGE_ERRORS: readonly ErrorCode[] = [
  'unauthenticated',
  'forbidden',
  'payload-too-large',
  'unsupported-media-type',
  'overloaded',
  'not-durable',
];

const list: Operation = {
  method: 'get',
  path: '/admin/parked',
  id: 'listParked',
  summary: 'Logouts that were accepted and wait for an operator: how many, for what, and what to do.',
  forAdmins: true,
  isLimited: true,
  answers: [
    { status: 200, description: 'Largest groups first.', mediaType: JSON_TYPE, schema: parkedSchema },
  ],
  errors: ['unauthenticated', 'forbidden', 'overloaded', 'not-durable'],
};

const retry: Operation = {
  method: 'post',
  path: '/admin/parked/retry',
  id: 'retryParked',
  summary: 'Tries those that match at once, in their turn. Without a filter: all that the admin may act on.',
  forAdmins: true,
  isLimited: true,
  body: { [JSON_TYPE]: retryParkedSchema },
  answers: [{ status: 200, description: 'They are due.', mediaType: JSON_TYPE, schema: retriedSchema }],
  errors: CHANGE_ERRORS,
};

const drop: Operation = {
  method: 'post',
  path: '/admin/parked/drop',
  id: 'dropParked',
  summary:
    'Gives up those that match, oldest first: their sessions are not ended. At least one filter is needed.',
  forAdmins: true,
  isLimited: true,
  body: { [JSON_TYPE]: dropParkedSchema },
  answers: [
    {
      status: 200,
      description: 'They have ended as abandoned, and the audit trail says by whom.',
      mediaType: JSON_TYPE,
      schema: droppedSchema,
    },
  ],
  errors: CHANGE_ERRORS,
};

export const PARKED_OPERATIONS: readonly Operation[] = [list, retry, drop];
