import type { ReceiptHistory } from '../../protocols/json/receipt-history.ts';
import type { Receipt } from '../../revocation/receipt.ts';
import type { CommandIo } from '../command.ts';
import { EXIT } from '../exit.ts';
import type { DryRunAnswer } from '../../protocols/json/dry-run-answer.ts';
import { dryRunWords, receiptWords } from '../output/receipt-words.ts';
import { remark, say, sayJson } from '../output/say.ts';
import type { ServiceClient } from './service-client.ts';

const ACCEPTED = 202;
/** The receipt is shown after it at the latest, whatever else the service does. */
const ASK_TIMEOUT_MS = 5000;

export interface OrderOptions {
  readonly json: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Has the service carry out an order, and shows the receipt.
 *
 * @param body of `POST /admin/revoke`; what is undefined is left out
 * @returns the exit code: whether it is done, or accepted only
 * @throws CommandError
 */
export async function giveOrder(
  client: ServiceClient,
  body: object,
  { json = false, idempotencyKey }: OrderOptions,
  io: CommandIo,
): Promise<number> {
  const headers = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
  const { status, body: answered } = await client.post('/admin/revoke', body, headers);
  const answer = answered as Receipt | DryRunAnswer;
  const waitsFor = status === ACCEPTED ? await waitsForOf(client, answer as Receipt) : undefined;
  if (json) await sayJson(io, waitsFor === undefined ? answer : { ...answer, waitsFor });
  else await say(io, wordsOf(answer, waitsFor, io));
  if (status !== ACCEPTED) return EXIT.done;
  const state =
    waitsFor === undefined
      ? 'Accepted and kept; Cognito has not confirmed yet, and is asked again until it does.'
      : 'Accepted and kept; it waits for an operator.';
  const { receiptId } = answer as Receipt;
  remark(io, `${state} What became of it: cognito-logout audit tail --receipt ${receiptId}`);
  return EXIT.accepted;
}

/** What an accepted order waits for, if for an operator. Undefined as well where the service does not tell. */
async function waitsForOf(client: ServiceClient, { receiptId }: Receipt): Promise<string | undefined> {
  try {
    const { body } = await client.get(`/admin/receipts/${encodeURIComponent(receiptId)}`, {}, ASK_TIMEOUT_MS);
    const { status, waitsFor } = body as ReceiptHistory;
    return status === 'parked' ? waitsFor : undefined;
  } catch {
    return undefined;
  }
}

function wordsOf(answer: Receipt | DryRunAnswer, waitsFor: string | undefined, io: CommandIo): string {
  return answer.status === 'dryRun' ? dryRunWords(answer, io) : receiptWords(answer, waitsFor, io);
}
