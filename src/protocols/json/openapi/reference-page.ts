import * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../../errors/error-code.ts';
import { escapeHtml, page } from '../page.ts';
import { problemPath } from '../problem.ts';
import type { DescribedAnswer, Operation } from './operations/operation.ts';
import { OPERATIONS } from './operations/operations.ts';

/** A page for people that says what each route takes and answers: the same tables as the OpenAPI document. */
export function referencePage(): string {
  return page(
    'cognito-logout: HTTP interface',
    `<h1>HTTP interface</h1>
<p>Every route with what it takes and answers. For programs, the same is at <a href="/openapi.json"><code>/openapi.json</code></a>.</p>
<ul>
${OPERATIONS.map((operation) => `<li><a href="#${operation.id}"><code>${name(operation)}</code></a> ${escapeHtml(operation.summary)}</li>`).join('\n')}
</ul>
${OPERATIONS.map(section).join('\n')}`,
  );
}

function name({ method, path }: Operation): string {
  return escapeHtml(`${method.toUpperCase()} ${path}`);
}

function section(operation: Operation): string {
  const { id, summary, query, body = {}, answers, errors } = operation;
  return `<h2 id="${id}"><code>${name(operation)}</code></h2>
<p>${escapeHtml(summary)}${credentialOf(operation)}</p>
${query === undefined ? '' : `<h3>Parameters in the URL</h3>\n${fieldTable(query)}`}
${bodyTable(body)}
${answerTable(answers, errors)}`;
}

function credentialOf({ forAdmins = false, forReaders }: Operation): string {
  if (forAdmins) return ' For admins: <code>Authorization: Bearer</code> with an API key or an access token.';
  if (forReaders === 'gateway')
    return ' For gateways: <code>X-Api-Key</code> with an API key of the scope feed.';
  if (forReaders === undefined) return '';
  return ' For resource servers: <code>Authorization: Bearer</code> with an API key of the scope feed.';
}

function bodyTable(body: Readonly<Record<string, z.ZodType>>): string {
  const [first] = Object.values(body);
  if (first === undefined) return '';
  const mediaTypes = Object.keys(body).map((mediaType) => `<code>${mediaType}</code>`);
  return `<h3>Body</h3>\n<p>${mediaTypes.join(' or ')}</p>\n${fieldTable(first)}`;
}

function fieldTable(fields: z.ZodType): string {
  const { properties = {}, required = [] } = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
  const rows = Object.entries(properties).map(([field, schema]) => {
    const description = typeof schema === 'object' ? (schema.description ?? '') : '';
    return [
      `<code>${escapeHtml(field)}</code>${required.includes(field) ? ', required' : ''}`,
      escapeHtml(description),
    ];
  });
  return table(['Field', 'Meaning'], rows);
}

function answerTable(answers: readonly DescribedAnswer[], errors: readonly ErrorCode[]): string {
  const rows = [
    ...answers.map(({ status, description }) => [String(status), escapeHtml(description)]),
    ...errors.map((code) => [
      String(ERROR_STATUS[code]),
      `<a href="${problemPath(code)}"><code>${code}</code></a>`,
    ]),
  ];
  return `<h3>Answers</h3>\n${table(
    ['Status', 'When'],
    rows.toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  )}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table>\n${[tableRow('th', head), ...rows.map((row) => tableRow('td', row))].join('\n')}\n</table>`;
}

function tableRow(tag: 'th' | 'td', cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
}
