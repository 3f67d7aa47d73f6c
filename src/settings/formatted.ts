import * as z from 'zod';
import type { Parse } from './parse.ts';

/** A field of a file that is text in one of our formats. */
export function formatted<T>(parse: Parse<T>) {
  return z.string().transform((text, context): T => {
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.problem });
    return z.NEVER;
  });
}
