import type { ServiceError } from '../errors/service-error.ts';

/** An error as one wire format writes it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Writes an error in one wire format. `Retry-After` and `Allow` are no part of it: they are alike in all of them. */
export type DescribeError = (error: ServiceError, requestId: string) => ErrorAnswer;
