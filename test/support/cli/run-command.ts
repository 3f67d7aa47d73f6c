import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../../../src/cli/run-cli.ts';
import type { RunningService } from '../running-service.ts';

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandRunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What a person at the terminal types when asked. Without it nobody is there. */
  readonly answer?: string;
  readonly isTerminal?: boolean;
  /** How wide the terminal is that standard output goes to. */
  readonly columns?: number;
  readonly interrupted?: AbortSignal;
  /** Hears of what comes on standard output. */
  readonly onOutput?: (text: string) => void;
}

/** Runs a command within this process, over streams of its own. */
export async function runCommand(
  args: readonly string[],
  options: CommandRunOptions = {},
): Promise<CommandRun> {
  const { environment = {}, stdin = '', answer, isTerminal = false, columns, onOutput } = options;
  const [stdout, stderr] = [collected(onOutput), collected()];
  const code = await runCli(args, {
    stdin: answer === undefined ? Readable.from([Buffer.from(stdin)]) : typed(answer),
    stdout: stdout.stream,
    stderr: stderr.stream,
    isTerminal,
    ...(columns === undefined ? {} : { columns }),
    environment,
    interrupted: options.interrupted ?? new AbortController().signal,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** What an admin has in the environment to talk to a running service. */
export function adminEnvironment({ url, apiKey }: Pick<RunningService, 'url' | 'apiKey'>) {
  return { COGNITO_LOGOUT_URL: url, COGNITO_LOGOUT_API_KEY: apiKey };
}

function typed(answer: string): Readable {
  return Object.assign(Readable.from([Buffer.from(`${answer}\n`)]), { isTTY: true });
}

function collected(onText?: (text: string) => void) {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    onText?.(chunk.toString('utf8'));
  });
  return { stream, text: () => text };
}
