/** `npm run audit`: verifies the audit trail of the store, or exports it. */
import { processEnvironment } from '../config/environment.ts';
import { openAudit, type OpenAudit } from '../composition/open-audit.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';

const USAGE = `Looks at the audit trail of the store that DATABASE_URL and STORE_KEYS_FILE name.

  npm run -s audit -- verify   recomputes the chain of hashes, and names the first broken link
  npm run -s audit -- export   prints every event, oldest first, as JSON, one a line

A SQLite file belongs to one process: stop the service first, or look at a copy of the file beside a copy of its key
file. PostgreSQL may be looked at while the service runs. With the service running, GET /admin/audit shows events too.

Exit codes: 0 all is well, 1 the trail is broken, 2 it could not be looked at.`;

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

const ACTS: Readonly<Record<string, (open: OpenAudit) => Promise<number>>> = { verify, export: exportAll };

async function main([act = '', ...more]: readonly string[]): Promise<number> {
  if (act === '--help' || act === '-h') {
    console.log(USAGE);
    return 0;
  }
  const run = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (run === undefined || more.length > 0) return fail(EXIT_USAGE, USAGE);
  try {
    const open = await openAudit(processEnvironment());
    try {
      return await run(open);
    } finally {
      await open.close();
    }
  } catch (error) {
    const reason =
      error instanceof ConfigurationError ? error.message : `The store failed (${codeOf(error)}).`;
    return fail(EXIT_USAGE, reason);
  }
}

/** A driver's messages may quote addresses and names; its codes do not. */
function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === 'string' ? code : 'unknown error';
}

async function verify({ audit }: OpenAudit): Promise<number> {
  const verdict = await audit.verifyChain();
  if (!verdict.intact) {
    return fail(
      EXIT_BROKEN,
      `The trail is broken at event ${verdict.brokenAtSequence}, which is ${verdict.problem}.`,
    );
  }
  const { records, firstSequence = 0, lastSequence = 0 } = verdict;
  console.log(`The trail is intact: ${records} events, from ${firstSequence} to ${lastSequence}.`);
  return 0;
}

async function exportAll({ audit }: OpenAudit): Promise<number> {
  for await (const record of audit.export({})) console.log(JSON.stringify(record));
  return 0;
}

function fail(exitCode: number, text: string): number {
  console.error(text);
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));
