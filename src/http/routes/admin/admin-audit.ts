import { auditAnswer, auditedEvent } from '../../../protocols/json/audit-answer.ts';
import { asAdmin } from '../../admin/as-admin.ts';
import { requireAct } from '../../admin/require-act.ts';
import { auditScope } from '../../admin/audit-scope.ts';
import { sendJson } from '../../answers/send-body.ts';
import { NDJSON, sendLines } from '../../answers/send-lines.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { parseForm } from '../../body/parse-form.ts';
import { queryOf } from '../../routing/request-path.ts';
import type { Route } from '../../routing/route.ts';

/**
 * `GET /admin/audit`: what happened, a page at a time; or, for `Accept: application/x-ndjson`, all of it, oldest first, an
 * event a line.
 */
export function adminAuditRoute(dependencies: AppDependencies): Route {
  const { audit, appClients } = dependencies;
  return {
    method: 'GET',
    path: '/admin/audit',
    countsItself: true,
    handle: asAdmin(dependencies, async (admin, request, response) => {
      requireAct(admin, 'read-audit');
      const { parseAuditQuery } = await import('../../../protocols/json/audit-query.ts');
      const asked = parseAuditQuery(parseForm(queryOf(request.url), 'URL'));
      const query = auditScope(asked, admin, appClients);
      if (request.accepts(['json', NDJSON]) === NDJSON) {
        await sendLines(response, audit.export(query), auditedEvent);
      } else {
        sendJson(response, 200, auditAnswer(await audit.query(query)));
      }
    }),
  };
}
