import type { Receipt } from '../../revocation/receipt.ts';
import type { CommandIo } from '../command.ts';
import { EXIT } from '../exit.ts';
import type { DryRunAnswer } from '../../protocols/json/dry-run-answer.ts';
import { dryRunWords, receiptWords } from '../output/receipt-words.ts';
import { remark, say, sayJson } from '../output/say.ts';
import type { ServiceClient } from './service-client.ts';

const ACCEPTED = 202;

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
  const { status, body: answer } = await client.post('/admin/revoke', body, headers);
  if (json) await sayJson(io, answer);
  else await say(io, wordsOf(answer as Receipt | DryRunAnswer, io));
  if (status !== ACCEPTED) return EXIT.done;
  remark(
    io,
    'Accepted and kept; Cognito has not confirmed yet, and is asked again until it does. ' +
      `What became of it: cognito-logout audit tail --receipt ${(answer as Receipt).receiptId}`,
  );
  return EXIT.accepted;
}

function wordsOf(answer: Receipt | DryRunAnswer, io: CommandIo): string {
  return answer.status === 'dryRun' ? dryRunWords(answer, io) : receiptWords(answer, io);
}
