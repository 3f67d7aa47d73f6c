import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command, CommandIo } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { createProgress } from '../output/progress.ts';
import { say } from '../output/say.ts';
import { AUDIT_OPTIONS, AUDIT_USAGE, auditFilter } from '../service/audit-filter.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE, namesService } from '../service/service-options.ts';
import { STORE_USAGE, withAudit } from '../store/with-audit.ts';

const { json: _, ...ACCESS_OPTIONS } = SERVICE_OPTIONS;
const OPTIONS = { ...ACCESS_OPTIONS, ...AUDIT_OPTIONS, store: { type: 'boolean' } } as const;

const USAGE = `Prints events of the audit trail, oldest first, as JSON, one a line.

  cognito-logout audit export --from 2027-01-01T00:00:00Z > audit.ndjson

Asks the running service where --url or COGNITO_LOGOUT_URL names one, and otherwise reads the store itself, all of it and
as it is kept there.

  --store             reads the store, whatever COGNITO_LOGOUT_URL says

${AUDIT_USAGE}

${SERVICE_USAGE.replace(/\n {2}--json.*$/, '')}

${STORE_USAGE}

${EXIT_CODES}`;

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>;

/** `audit export`: from the running service, or from the store. */
export const auditExport: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    if (options.store !== true && namesService(options, io)) return exportFromService(options, io);
    const given = Object.values(auditFilter(options)).some((value) => value !== undefined);
    if (given) throw new UsageError('From the store everything is exported: leave out which events.');
    return withAudit(io, (audit) => print(jsonOf(audit.export({})), io));
  },
};

async function exportFromService(options: Options, io: CommandIo): Promise<number> {
  const client = await createServiceClient(options, io);
  return print(client.lines('/admin/audit', auditFilter(options)), io);
}

async function* jsonOf(records: AsyncIterable<object>): AsyncIterable<string> {
  for await (const record of records) yield JSON.stringify(record);
}

async function print(lines: AsyncIterable<string>, io: CommandIo): Promise<number> {
  // Where the events themselves go to the terminal, they show how far it is.
  const progress = createProgress({ ...io, isTerminal: io.isTerminal && io.columns === undefined }, 'events');
  let count = 0;
  for await (const line of lines) {
    io.interrupted.throwIfAborted();
    await say(io, line);
    count += 1;
    progress.at(count);
  }
  progress.end();
  return EXIT.done;
}
