import type { ContractStage } from './contract-stage.ts';
import type { Need, Observed } from './observed.ts';

/**
 * How far an expectation can be trusted. A: captured from real AWS. B: a client's log or an issue that quotes real
 * AWS. C: AWS's documentation. D: nobody knows; the expectation is the likeliest answer.
 */
export type Grade = 'A' | 'B' | 'C' | 'D';

export interface Expected {
  readonly status: number;
  readonly type?: string;
  /** Left out where nobody knows it; null where there is none. */
  readonly message?: string | null;
  readonly bodyBytes?: number;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** One row of the truth table: what is sent, and what Cognito answers. */
export interface ContractRow {
  readonly id: string;
  readonly input: string;
  readonly grade: Grade;
  readonly source: string;
  readonly needs?: Need;
  readonly expected: Expected;
  readonly act: (stage: ContractStage) => Promise<Observed>;
}

/** The success that has no content: 200 with `{}`. */
export const EMPTY_OBJECT: Expected = { status: 200, bodyBytes: 2 };

export const OK: Expected = { status: 200 };

/** A refusal by the API, which is a 400 for every fault of the caller. */
export function refusal(type: string, message?: string | null): Expected {
  return { status: 400, type, ...(message !== undefined && { message }) };
}

export const TOKEN_REVOKED = refusal('NotAuthorizedException', 'Refresh Token has been revoked');
export const ACCESS_REVOKED = refusal('NotAuthorizedException', 'Access Token has been revoked');
