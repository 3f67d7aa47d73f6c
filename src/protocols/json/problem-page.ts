import { ERROR_STATUS, type ErrorCode } from '../../errors/error-code.ts';
import { page } from './page.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';

/** A page that explains a code to whoever follows the `type` of a problem. Made of fixed texts only. */
export function problemPage(code: ErrorCode): string {
  const { title, meaning, remedy, retryable } = PROBLEM_TEXTS[code];
  return page(
    code,
    `<h1>${title}</h1>
<p><code>${code}</code>, status ${ERROR_STATUS[code]}</p>
<p>${meaning}</p>
<p>${remedy}</p>
<p>${retryable ? 'The same request may succeed later.' : 'The same request will not succeed later.'}</p>
<p><a href="/docs">All routes and answers</a></p>`,
  );
}
