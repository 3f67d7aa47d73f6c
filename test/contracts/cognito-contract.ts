import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContractRow, Expected } from './cognito/contract-row.ts';
import { createContractStage, type ContractStage } from './cognito/contract-stage.ts';
import type { Observed } from './cognito/observed.ts';
import { APP_CLIENT_ROWS } from './cognito/rows/app-client-rows.ts';
import { CLIENT_SECRET_ROWS } from './cognito/rows/client-secret-rows.ts';
import { DOMAIN_ROWS } from './cognito/rows/domain-rows.ts';
import { REFRESH_ROWS } from './cognito/rows/refresh-rows.ts';
import { REVOKE_TOKEN_ROWS } from './cognito/rows/revoke-token-rows.ts';
import { ROTATION_ROWS } from './cognito/rows/rotation-rows.ts';
import { SESSION_CONFIGURATION_ROWS } from './cognito/rows/session-configuration-rows.ts';
import { SESSION_ROWS } from './cognito/rows/session-rows.ts';
import { SIGN_OUT_ROWS } from './cognito/rows/sign-out-rows.ts';
import { TOKEN_ROWS } from './cognito/rows/token-rows.ts';
import { USER_ROWS } from './cognito/rows/user-rows.ts';
import { WIRE_ROWS } from './cognito/rows/wire-rows.ts';
import type { StageOptions } from './cognito/stage-parts.ts';

/** Everything that is known of what Cognito answers on revocation, a row an answer. */
export const COGNITO_CONTRACT: readonly ContractRow[] = [
  ...WIRE_ROWS,
  ...REVOKE_TOKEN_ROWS,
  ...ROTATION_ROWS,
  ...REFRESH_ROWS,
  ...USER_ROWS,
  ...SIGN_OUT_ROWS,
  ...SESSION_ROWS,
  ...SESSION_CONFIGURATION_ROWS,
  ...APP_CLIENT_ROWS,
  ...CLIENT_SECRET_ROWS,
  ...TOKEN_ROWS,
  ...DOMAIN_ROWS,
];

/**
 * How strictly the answers are judged. `fake`: everything has to be as the row says. `real`: status and type of what
 * is known have to be; what nobody knows is recorded only.
 */
export type Strictness = 'fake' | 'real';

/** What a row came to. Holds no token, no secret and no id. */
export interface RowRecord extends Pick<ContractRow, 'id' | 'input' | 'grade' | 'expected'> {
  /** Undefined where the pool lacks what the row needs. */
  readonly observed: Observed | undefined;
}

export interface ContractRun {
  readonly title: string;
  readonly strictness: Strictness;
  /** Starts what is under test. */
  readonly start: () => Promise<{ readonly options: StageOptions; readonly stop?: () => Promise<void> }>;
  /** Gets the records of all rows at the end. */
  readonly record?: (records: readonly RowRecord[]) => void;
}

/** Plays every row of the contract, over HTTP, and judges the answers. */
export function describeCognitoContract({ title, strictness, start, record }: ContractRun): void {
  describe(title, () => {
    const records: RowRecord[] = [];
    let stage: ContractStage;
    let stop: (() => Promise<void>) | undefined;

    beforeAll(async () => {
      const started = await start();
      stage = createContractStage(started.options);
      stop = started.stop;
    });

    afterAll(async () => {
      await stage.cleanUp();
      await stop?.();
      record?.(records);
    }, 120_000);

    test.each(COGNITO_CONTRACT.map((row) => [row.id, row.input, row.grade, row] as const))(
      '%s: %s (grade %s)',
      async (_id, _input, _grade, row) => {
        const { id, input, grade, expected } = row;
        const observed = isPossible(row, stage) ? await row.act(stage) : undefined;
        records.push({ id, input, grade, expected, observed });
        if (observed !== undefined) judge(row, observed, strictness);
      },
      30_000,
    );
  });
}

function isPossible({ needs }: ContractRow, { offers }: ContractStage): boolean {
  return needs === undefined || offers.has(needs);
}

function judge({ grade, expected }: ContractRow, observed: Observed, strictness: Strictness): void {
  if (strictness === 'fake') {
    expect(comparable(observed, expected)).toEqual(comparable(expected, expected));
  } else if (grade !== 'D') {
    expect([observed.status, observed.type]).toEqual([expected.status, expected.type]);
  }
}

/** Reduces an answer to what the expectation speaks of; `message: null` says that there is none. */
function comparable(answer: Observed | Expected, { message, bodyBytes, facts }: Expected) {
  return {
    status: answer.status,
    type: answer.type,
    ...(message !== undefined && { message: answer.message ?? null }),
    ...(bodyBytes !== undefined && { bodyBytes: answer.bodyBytes }),
    ...(facts !== undefined && { facts: answer.facts }),
  };
}
