import { setTimeout as delay } from 'node:timers/promises';
import type { AuditAnswer, AuditedEvent } from '../../protocols/json/audit-answer.ts';
import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command, CommandIo } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { eventWords } from '../output/event-words.ts';
import { say } from '../output/say.ts';
import { AUDIT_OPTIONS, AUDIT_USAGE, auditFilter } from '../service/audit-filter.ts';
import { createServiceClient, type ServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const OPTIONS = {
  ...SERVICE_OPTIONS,
  ...AUDIT_OPTIONS,
  lines: { type: 'string' },
  follow: { type: 'boolean', short: 'f' },
} as const;

const LINES = 20;
const LINES_MAX = 500;
const LOOK_EVERY_MS = 2000;

const USAGE = `Shows the last events of the audit trail: who ended which session, when, why, and what came of it.

  cognito-logout audit tail --user mallory
  cognito-logout audit tail --follow

  --lines             how many at most: 1 to ${LINES_MAX}, ${LINES} unless given
  --follow, -f        goes on and shows new ones as they come, until Ctrl-C, or until the service does not answer

${AUDIT_USAGE}

${SERVICE_USAGE.replace("the service's own answer instead of words", 'each event as JSON, one a line')}

${EXIT_CODES}`;

type Query = Readonly<Record<string, string | undefined>>;

/** `audit tail`: pages of `GET /admin/audit`. */
export const auditTail: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const filter = auditFilter(options);
    const limit = linesOf(options.lines);
    const client = await createServiceClient(options, io);
    const show = async (events: readonly AuditedEvent[]): Promise<void> => {
      for (const event of events)
        await say(io, options.json === true ? JSON.stringify(event) : eventWords(event));
    };
    const last = await newestOf(client, filter, limit);
    await show(last);
    if (options.follow !== true) return EXIT.done;
    const newest = last.at(-1)?.sequence ?? (await newestSequence(client, filter));
    return follow(client, filter, newest, show, io);
  },
};

function linesOf(text: string | undefined): number {
  const lines = Number(text ?? LINES);
  if (Number.isInteger(lines) && lines >= 1 && lines <= LINES_MAX) return lines;
  throw new UsageError(`--lines has to be a number from 1 to ${LINES_MAX}.`);
}

/** The newest that match, oldest first. A page may be short and not the last, where few events match. */
async function newestOf(client: ServiceClient, filter: Query, max: number): Promise<readonly AuditedEvent[]> {
  const found: AuditedEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(client, { ...filter, limit: String(max - found.length), cursor });
    found.push(...page.events);
    cursor = page.nextCursor === null ? undefined : String(page.nextCursor);
  } while (cursor !== undefined && found.length < max);
  return found.toReversed();
}

/** Where to follow from, if nothing has matched yet: whatever is newest in the user pool. */
async function newestSequence(client: ServiceClient, { userPoolId }: Query): Promise<number> {
  const { events } = await pageOf(client, { userPoolId, limit: '1' });
  return events[0]?.sequence ?? 0;
}

async function follow(
  client: ServiceClient,
  filter: Query,
  newest: number,
  show: (events: readonly AuditedEvent[]) => Promise<void>,
  { interrupted }: CommandIo,
): Promise<never> {
  for (let cursor = newest; ;) {
    const query = { ...filter, order: 'oldest-first', limit: String(LINES_MAX), cursor: String(cursor) };
    const { events, nextCursor } = await pageOf(client, query);
    await show(events);
    cursor = nextCursor ?? events.at(-1)?.sequence ?? cursor;
    if (nextCursor === null) await delay(LOOK_EVERY_MS, undefined, { signal: interrupted });
  }
}

async function pageOf(client: ServiceClient, query: Query): Promise<AuditAnswer> {
  return (await client.get('/admin/audit', query)).body as AuditAnswer;
}
