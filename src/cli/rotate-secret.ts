import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRotation, type RotationRequest } from '../composition/secrets/open-rotation.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { LineIo } from './line-io.ts';

export interface RotateIo extends Pick<LineIo, 'environment' | 'out' | 'err'> {
  readonly awsCredentials?: RotationRequest['awsCredentials'];
}

/** What `--help` says. */
export const ROTATE_USAGE = `Rotates the secret of an app client, so that no logout fails meanwhile.

  cognito-logout secrets rotate --client 1h57kf5cpq17m0eml12EXAMPLE \\
    --instance https://10.0.1.4:3000 --instance https://10.0.1.5:3000 --admin-key-file admin.key

Adds a new secret at Cognito, puts it where the service reads its secrets, waits until every instance has it, proves it
without revoking anything, deletes the old one, and leaves only the new one. Needs the configuration of the service in the
environment, and AWS credentials (see docs/iam.md). Interrupted or waiting, it goes on when it is run again.

  --client           the app client
  --instance         where an instance answers, not a load balancer before it; may be repeated
  --admin-key-file   a file with an API key of an admin, to ask the instances which secrets they have
  --wait             how long to wait for the instances, in seconds: 300 unless given
  --all-reloaded     you vouch that every instance has the new secret
  --record           the file that remembers the rotation, with the new secret in it: rotation-<client>.json unless given
  --hand-over        the file for the new secret where it cannot be put into place: new-secret-<client> unless given
  --dry-run          says what it would do, and changes nothing

The secret is never shown: files with it can be read by their owner only.

Exit codes: 0 rotated, 1 failed or refused, 2 wrong arguments or configuration, 3 waits for somebody: run it again.`;

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_WAITING = 3;
const WAIT_SECONDS = 300;

/** `secrets rotate`: gives the exit code. */
export async function rotateSecret(args: readonly string[], io: RotateIo): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) return fail(io, EXIT_USAGE, [ROTATE_USAGE]);
  if (options.help === true) {
    io.out(ROTATE_USAGE);
    return 0;
  }
  const waitSeconds = Number(options.wait ?? WAIT_SECONDS);
  const { client, instance: instances = [], 'admin-key-file': keyFile } = options;
  if (client === undefined || !(waitSeconds >= 0)) return fail(io, EXIT_USAGE, [ROTATE_USAGE]);
  if (instances.length > 0 && keyFile === undefined) {
    return fail(io, EXIT_USAGE, ['--instance needs --admin-key-file.']);
  }
  try {
    const rotation = await openRotation(io.environment, {
      clientId: client,
      instances: instances.map((url) => url.replace(/(?<!\/)\/+$/, '')),
      adminKey: keyFile === undefined ? '' : readFileSync(keyFile, 'utf8').trim(),
      recordFile: options.record ?? `rotation-${client}.json`,
      handOverFile: options['hand-over'] ?? `new-secret-${client}`,
      say: io.out,
      awsCredentials: io.awsCredentials,
    });
    try {
      if (options['dry-run'] === true) await rotation.plan();
      else {
        await rotation.run({ allReloaded: options['all-reloaded'] === true, waitMs: waitSeconds * 1000 });
      }
      return 0;
    } finally {
      await rotation.close();
    }
  } catch (error) {
    return failWith(io, error);
  }
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        client: { type: 'string' },
        instance: { type: 'string', multiple: true },
        'admin-key-file': { type: 'string' },
        wait: { type: 'string' },
        'all-reloaded': { type: 'boolean' },
        record: { type: 'string' },
        'hand-over': { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch {
    return undefined;
  }
}

/** Messages of the SDK and of the file system may quote what was sent; names and codes do not. */
function failWith(io: RotateIo, error: unknown): number {
  if (error instanceof ConfigurationError) return fail(io, EXIT_USAGE, [error.message]);
  const { kind, lines } = error as { readonly kind?: unknown; readonly lines?: readonly string[] };
  if (lines !== undefined) return fail(io, kind === 'waiting' ? EXIT_WAITING : EXIT_FAILED, lines);
  const { name, code, remedy } = error as { readonly [key in 'name' | 'code' | 'remedy']?: unknown };
  const reason = [code, name].find(
    (word): word is string => typeof word === 'string' && /^\w{1,60}$/.test(word),
  );
  return fail(io, EXIT_FAILED, [
    typeof remedy === 'string' ? `Where the secret is kept ${remedy}` : `It failed (${reason ?? 'unknown'}).`,
    'Nothing is lost: run it again once that is mended.',
  ]);
}

function fail(io: RotateIo, exitCode: number, lines: readonly string[]): number {
  for (const line of lines) io.err(line);
  return exitCode;
}
