import { ERROR_STATUS, type ErrorCode } from '../../errors/error-code.ts';
import { problemPage } from '../../protocols/json/problem-page.ts';
import { problemPath } from '../../protocols/json/problem.ts';
import { sendPage } from '../answers/send-page.ts';
import type { Route } from '../routing/route.ts';

/** `GET /problems/<code>`: what a code means and what to do about it. One route a code, so no path is ever decoded. */
export function problemRoutes(): readonly Route[] {
  return (Object.keys(ERROR_STATUS) as ErrorCode[]).map((code) => {
    const page = problemPage(code);
    return {
      method: 'GET',
      path: problemPath(code),
      template: '/problems/{code}',
      handle: (_request, response) => sendPage(response, page),
    };
  });
}
