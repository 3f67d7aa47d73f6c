import { openRotation, type OpenRotation } from '../../composition/secrets/open-rotation.ts';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { readOptions } from '../arguments/read-options.ts';
import { readToken } from '../arguments/read-token.ts';
import { UsageError } from '../command-error.ts';
import type { Command, CommandIo } from '../command.ts';
import { EXIT } from '../exit.ts';
import { remark, sayJson } from '../output/say.ts';

const OPTIONS = {
  client: { type: 'string' },
  instance: { type: 'string', multiple: true },
  'admin-key-file': { type: 'string' },
  wait: { type: 'string' },
  'all-reloaded': { type: 'boolean' },
  record: { type: 'string' },
  'hand-over': { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

const WAIT_SECONDS = 300;

const USAGE = `Rotates the secret of an app client, so that no logout fails meanwhile.

  cognito-logout secrets rotate --client 1h57kf5cpq17m0eml12EXAMPLE \\
    --instance https://10.0.1.4:3000 --instance https://10.0.1.5:3000 --admin-key-file admin.key

Adds a new secret at Cognito, puts it where the service reads its secrets, waits until every instance has it, proves it
without revoking anything, deletes the old one, and leaves only the new one. Needs the configuration of the service in the
environment, and AWS credentials (see docs/iam.md). Interrupted or waiting, it goes on when it is run again.

  --client           the app client
  --instance         where an instance answers, not a load balancer before it; may be repeated
  --admin-key-file   a file with an API key of an admin, to ask the instances which secrets they have; - is standard input
  --wait             how long to wait for the instances, in seconds: ${WAIT_SECONDS} unless given
  --all-reloaded     you vouch that every instance has the new secret
  --record           the file that remembers the rotation, with the new secret in it: rotation-<client>.json unless given
  --hand-over        the file for the new secret where it cannot be put into place: new-secret-<client> unless given
  --dry-run          says what it would do, and changes nothing
  --json             for machines: one object, with "status" (rotated, planned, waiting, refused or failed), "clientId",
                     "steps" (what was done or would be) and "toDo" (what is to be done now); the steps as they are done
                     go to standard error

The secret is never shown: files with it can be read by their owner only.

Exit codes: 0 rotated, 1 failed or refused, 2 wrong arguments or configuration, 3 waits for somebody: run it again,
130 Ctrl-C.`;

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>;

/** How it ended. */
interface Ending {
  readonly status: 'rotated' | 'planned' | 'waiting' | 'refused' | 'failed';
  readonly toDo: readonly string[];
}

/** `secrets rotate`. */
export const secretsRotate: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const isForMachines = options.json === true;
    const steps: string[] = [];
    const told = (line: string): void => {
      steps.push(line);
      (isForMachines ? io.stderr : io.stdout).write(`${line}\n`);
    };
    const { client: clientId, ending } = await rotate(options, told, io);
    for (const line of ending.toDo) remark(io, line);
    if (isForMachines) await sayJson(io, { status: ending.status, clientId, steps, toDo: ending.toDo });
    return EXIT_OF[ending.status];
  },
};

const EXIT_OF: Readonly<Record<Ending['status'], number>> = {
  rotated: EXIT.done,
  planned: EXIT.done,
  waiting: EXIT.accepted,
  refused: EXIT.failed,
  failed: EXIT.failed,
};

async function rotate(
  options: Options,
  told: (line: string) => void,
  io: CommandIo,
): Promise<{ readonly client: string; readonly ending: Ending }> {
  const { client, waitMs } = checked(options);
  const isDryRun = options['dry-run'] === true;
  try {
    const rotation = await open(client, options, told, io);
    try {
      const ending = isDryRun
        ? await rotation.plan()
        : await rotation.run({ allReloaded: options['all-reloaded'] === true, waitMs });
      if (ending.status !== 'done') return { client, ending };
      return { client, ending: { status: isDryRun ? 'planned' : 'rotated', toDo: [] } };
    } finally {
      await rotation.close();
    }
  } catch (error) {
    io.interrupted.throwIfAborted();
    return { client, ending: failureBy(error) };
  }
}

/** @throws UsageError */
function checked({ client, wait, instance = [], 'admin-key-file': keyFile }: Options) {
  const waitSeconds = Number(wait ?? WAIT_SECONDS);
  if (client === undefined) throw new UsageError('Name the app client: --client.');
  if (!(waitSeconds >= 0)) throw new UsageError('--wait has to be a number of seconds.');
  if (instance.length > 0 && keyFile === undefined) {
    throw new UsageError('--instance needs --admin-key-file.');
  }
  return { client, waitMs: waitSeconds * 1000 };
}

async function open(
  client: string,
  { instance = [], 'admin-key-file': keyFile, record, 'hand-over': handOver }: Options,
  say: (line: string) => void,
  io: CommandIo,
): Promise<OpenRotation> {
  return openRotation(io.environment, {
    clientId: client,
    instances: instance.map((url) => url.replace(/(?<!\/)\/+$/, '')),
    adminKey: keyFile === undefined ? '' : await readToken(keyFile, '--admin-key-file', io),
    recordFile: record ?? `rotation-${client}.json`,
    handOverFile: handOver ?? `new-secret-${client}`,
    say,
    interrupted: io.interrupted,
  });
}

/** Messages of the SDK and of the file system may quote what was sent; names and codes do not. */
function failureBy(error: unknown): Ending {
  if (error instanceof UsageError) throw error;
  if (error instanceof ConfigurationError) throw new UsageError(error.message);
  const { name, code, remedy, failureCause } = error as {
    readonly [key in 'name' | 'code' | 'remedy' | 'failureCause']?: unknown;
  };
  const reason = [code, name].find(
    (word): word is string => typeof word === 'string' && /^\w{1,60}$/.test(word),
  );
  const subject = failureCause === 'no-credentials' ? 'The command' : 'Where the secret is kept';
  const what = typeof remedy === 'string' ? `${subject} ${remedy}` : `It failed (${reason ?? 'unknown'}).`;
  return { status: 'failed', toDo: [what, 'Nothing is lost: run it again once that is mended.'] };
}
