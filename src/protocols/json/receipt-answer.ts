import type { Receipt } from '../../revocation/receipt.ts';

export interface ReceiptAnswer {
  readonly status: 200 | 202;
  readonly body: Receipt;
}

/** A receipt as an answer: 202 says that it was accepted and Cognito has not confirmed yet. */
export function receiptAnswer({ status, receiptId, effects, logoutUrl }: Receipt): ReceiptAnswer {
  return {
    status: status === 'revoked' ? 200 : 202,
    body: { status, receiptId, effects, ...(logoutUrl === undefined ? {} : { logoutUrl }) },
  };
}
