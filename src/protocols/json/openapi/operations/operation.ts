import type * as z from 'zod';
import type { Json } from '../json-schema.ts';
import type { ErrorCode } from '../../../../errors/error-code.ts';

export interface DescribedAnswer {
  readonly status: number;
  readonly description: string;
  readonly mediaType?: string;
  /** What it is sent as instead, if the request asks for that. */
  readonly otherMediaType?: string;
  /** Left out for an answer without a body, or one that is not JSON. */
  readonly schema?: z.ZodType;
  /** Headers that the answer always has, beside those of every answer. */
  readonly headers?: readonly string[];
}

export type ErrorFormat = 'problem' | 'oauth' | 'aws';

export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly forAdmins?: boolean;
  readonly forUsers?: boolean;
  readonly forReaders?: 'resource-server' | 'gateway';
  /** Beside those in the path and in `query`. */
  readonly parameters?: readonly Json[];
  readonly isLimited: boolean;
  /** Parameters in the URL. */
  readonly query?: z.ZodObject<Readonly<Record<string, z.ZodType>>>;
  readonly body?: Readonly<Record<string, z.ZodType>>;
  readonly answers: readonly DescribedAnswer[];
  /** RFC 9457 problems unless the standard of the path has a format of its own. */
  readonly errorFormat?: ErrorFormat;
  readonly errors: readonly ErrorCode[];
}
