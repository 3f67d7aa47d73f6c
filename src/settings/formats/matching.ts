import type { Parse } from '../parse.ts';

/** Text that matches a pattern, taken as it is. */
export function matching(pattern: RegExp, problem: string): Parse<string> {
  return (text) => (pattern.test(text) ? { value: text } : { problem });
}
