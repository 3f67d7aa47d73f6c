import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import { startProgram } from '../servers/running-program.ts';
import { nginxStubConfiguration } from './nginx-stub.ts';

/** A stand-in for Cognito. */
export interface Upstream {
  readonly port: number;
  readonly url: string;
  readonly delayMs: number;
  /** How many calls have reached it. */
  calls(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a stand-in that answers after so many milliseconds: nginx for 0, and otherwise a program that can hold thousands
 * of calls.
 *
 * @param keys what it gives as the keys of the user pool, JSON
 */
export async function startUpstream(folder: string, delayMs: number, keys: string): Promise<Upstream> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const errorFile = join(folder, `upstream-${delayMs}.log`);
  const program =
    delayMs === 0
      ? await startProgram({ command: nginxStub(folder, port, keys), port, errorFile })
      : await startProgram({
          command: [process.execPath, 'bench/upstream/delayed-stub.ts'],
          environment: { PORT: String(port), DELAY_MS: String(delayMs), KEYS: keys },
          port,
          errorFile,
        });
  let ownQuestions = 0;
  return {
    port,
    url,
    delayMs,
    calls: async () => {
      const text = await (await fetch(`${url}/bench/calls`)).text();
      if (delayMs > 0) return Number(text);
      ownQuestions += 1;
      const [, requests = ''] = /^ \d+ \d+ (\d+)/m.exec(text) ?? [];
      return Number(requests) - ownQuestions;
    },
    stop: () => program.stop(),
  };
}

function nginxStub(folder: string, port: number, keys: string): readonly string[] {
  const file = join(folder, 'stub.conf');
  writeFileSync(file, nginxStubConfiguration(port, folder, keys));
  return ['/usr/sbin/nginx', '-c', file];
}
