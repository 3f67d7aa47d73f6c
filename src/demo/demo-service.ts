import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../composition/build-service.ts';
import { loadSettings } from '../composition/load-settings.ts';
import { writeServiceFiles, type ServiceFilesContent } from './service-files.ts';

const STOP_TIMES = { drainDelayMs: 0, timeoutMs: 2000 };

export interface DemoService {
  stop(): Promise<void>;
}

export interface DemoServiceOptions extends ServiceFilesContent {
  readonly host: string;
  readonly port: number;
}

/** Starts the service as `npm start` would, with the variables and files that an operator would write. */
export async function startDemoService({ host, port, ...content }: DemoServiceOptions): Promise<DemoService> {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-demo-'));
  try {
    const settings = loadSettings({
      ...writeServiceFiles(folder, content),
      HOST: host,
      PORT: String(port),
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'warn',
      // A machine on which everything starts at once may be slow at first.
      UPSTREAM_DEADLINE_MS: '10000',
    });
    const service = buildService(settings, { awsCredentials: FAKE_CREDENTIALS });
    await service.start();
    return {
      async stop() {
        await service.stop(STOP_TIMES);
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The fake looks whether admin calls are signed, not by whom. */
const FAKE_CREDENTIALS = { accessKeyId: 'AKIDEMO', secretAccessKey: 'demo' };
