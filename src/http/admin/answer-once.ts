import { ServiceError } from '../../errors/service-error.ts';
import type { ReceiptAnswer } from '../../protocols/json/receipt-answer.ts';
import type { IdempotencyKeys } from '../../revocation/ports/idempotency-keys.ts';

/** A request that may come again, with a key that its sender chose. */
export interface RepeatableRequest {
  readonly actorId: string;
  /** The `Idempotency-Key` header. Without one, every request is a new one. */
  readonly key: string | undefined;
  /** What is asked, in a form in which equal requests are equal. */
  readonly body: string;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
const RETRY_AFTER_SECONDS = 1;

/**
 * Lets a request with an idempotency key take effect once: for a day, whoever sends the key and the request again gets the
 * first answer again. One that failed may be tried again with its key.
 * Source: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 *
 * @throws ServiceError `invalid-request`; `idempotency-mismatch` when the key came with another request before;
 *   `not-durable` while the first one is being worked on, or when the key cannot be stored
 */
export async function answerOnce(
  { actorId, key, body }: RepeatableRequest,
  keys: IdempotencyKeys,
  answer: () => Promise<ReceiptAnswer>,
): Promise<ReceiptAnswer> {
  if (key === undefined) return answer();
  if (!KEY.test(key)) {
    throw new ServiceError('invalid-request', 'An Idempotency-Key has 1 to 255 visible ASCII characters.');
  }
  const start = await keys.begin({ actorId, key, body });
  switch (start.kind) {
    case 'mismatch':
      throw new ServiceError(
        'idempotency-mismatch',
        'This Idempotency-Key came with another request before.',
      );
    case 'running':
      throw new ServiceError(
        'not-durable',
        'The first request with this Idempotency-Key is being worked on: ask again with the same key.',
        { cause: 'idempotency-key-running', retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
    case 'answered':
      return JSON.parse(start.answer) as ReceiptAnswer;
    case 'first':
      return finished(answer, {
        keep: (given) => keys.finish(start.lease, JSON.stringify(given)),
        forget: () => keys.forget(start.lease),
      });
  }
}

async function finished(
  answer: () => Promise<ReceiptAnswer>,
  { keep, forget }: { keep: (given: ReceiptAnswer) => Promise<void>; forget: () => Promise<void> },
): Promise<ReceiptAnswer> {
  let given: ReceiptAnswer;
  try {
    given = await answer();
  } catch (error) {
    await forget().catch(() => undefined);
    throw error;
  }
  // The order has taken effect: that its answer could not be kept does not make it fail.
  await keep(given).catch(() => undefined);
  return given;
}
