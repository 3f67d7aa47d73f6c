import { writeFileSync } from 'node:fs';
import { canary } from '../../support/canaries.ts';
import type { StageOptions } from './stage-parts.ts';

export interface RealPool {
  readonly options: StageOptions;
  readonly recordFile: string;
}

/** AWS speaks of a few seconds. */
const LISTS_SETTLE_MS = 5000;

/**
 * A real user pool to play the contract against, from these variables; undefined when the first is not set.
 *
 * - `COGNITO_CONTRACT_USER_POOL_ID`: a pool made for this, with plain usernames, no required attributes, no MFA
 * - `COGNITO_CONTRACT_ACCESS_KEY_ID`, `COGNITO_CONTRACT_SECRET_ACCESS_KEY`, `COGNITO_CONTRACT_SESSION_TOKEN`
 *   (optional): credentials that may create and delete users and app clients in the pool
 * - `COGNITO_CONTRACT_DOMAIN_URL` (optional): base URL of the pool's domain; the O rows need it
 * - `COGNITO_CONTRACT_OTHER_USER_POOL_ID` (optional): another pool of the Region; T5c and U4 need it
 * - `COGNITO_CONTRACT_RECORD_FILE` (optional): where the record goes; `cognito-contract-record.json`
 *
 * @throws Error naming the variables that are missing
 */
export function readRealPool(env: NodeJS.ProcessEnv): RealPool | undefined {
  const userPoolId = env['COGNITO_CONTRACT_USER_POOL_ID'];
  if (userPoolId === undefined) return undefined;
  const required = (name: string): string => {
    const value = env[name];
    if (value === undefined) throw new Error(`COGNITO_CONTRACT_USER_POOL_ID needs ${name} beside it`);
    return canary(value);
  };
  const [region = ''] = userPoolId.split('_');
  const endpoint = `https://cognito-idp.${region}.amazonaws.com`;
  return {
    recordFile: env['COGNITO_CONTRACT_RECORD_FILE'] ?? 'cognito-contract-record.json',
    options: {
      endpoint,
      region,
      userPoolId,
      keysUrl: `${endpoint}/${userPoolId}`,
      domainUrl: env['COGNITO_CONTRACT_DOMAIN_URL'],
      otherUserPoolId: env['COGNITO_CONTRACT_OTHER_USER_POOL_ID'],
      settleMs: LISTS_SETTLE_MS,
      credentials: {
        accessKeyId: required('COGNITO_CONTRACT_ACCESS_KEY_ID'),
        secretAccessKey: required('COGNITO_CONTRACT_SECRET_ACCESS_KEY'),
        sessionToken: env['COGNITO_CONTRACT_SESSION_TOKEN'],
      },
    },
  };
}

/** Writes what the rows came to, for people to compare. */
export function writeRecord(file: string, records: readonly object[]): void {
  writeFileSync(file, `${JSON.stringify(records, undefined, 2)}\n`);
}
