import { PROBLEM_TEXTS } from '../../protocols/json/problem-texts.ts';
import type { Problem } from '../../protocols/json/problem.ts';
import { CommandError } from '../command-error.ts';
import { MAY_HAVE_TAKEN_EFFECT } from '../output/may-have-taken-effect.ts';
import { oneLine } from '../output/one-line.ts';

/** What proxies and load balancers answer where the service behind them is away, or took too long (RFC 9110 section 15.6). */
const OF_GATEWAYS: readonly number[] = [502, 503, 504];

/** What the service answered instead of doing it, as its problem says it: what is wrong, and what to do. */
export function refusal(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
): CommandError {
  const problem = problemOf(text);
  const [seconds] = /^\d{1,9}$/.exec(headers.get('retry-after') ?? '') ?? [];
  if (problem?.title === undefined) return new CommandError(unknownAnswer(status));
  const { title, detail, code, instance } = problem;
  const remedy =
    code !== undefined && Object.hasOwn(PROBLEM_TEXTS, code) ? PROBLEM_TEXTS[code].remedy : undefined;
  const lines = [
    `${oneLine(title)}.`,
    ...(detail === undefined ? [] : [oneLine(detail)]),
    ...(remedy === undefined ? [] : [`What to do: ${remedy}`]),
    ...(seconds === undefined ? [] : [`Retry-After says ${seconds}.`]),
    ...(instance === undefined ? [] : [`The log of the service has it under ${requestIdOf(instance)}.`]),
  ];
  return new CommandError(lines.join('\n'));
}

/** As the lines of the log have it. */
function requestIdOf(instance: string): string {
  return oneLine(instance).replace(/^urn:uuid:/, '');
}

function problemOf(text: string): Partial<Problem> | undefined {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem !== 'object' || problem === null) return undefined;
    return Object.fromEntries(Object.entries(problem).filter(([, value]) => typeof value === 'string'));
  } catch {
    return undefined;
  }
}

function unknownAnswer(status: number): string {
  if (status < 400) {
    return `What answers there leads elsewhere (${status}), and the key is not sent on: give the URL that it leads to.`;
  }
  if (OF_GATEWAYS.includes(status)) {
    return `What stands before the service answered ${status}: the service did not answer it. ${MAY_HAVE_TAKEN_EFFECT}`;
  }
  return `What answers there answered ${status}, and not as this service does: see that the URL is right.`;
}
