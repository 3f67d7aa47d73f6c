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
      DATABASE_URL: `file:${join(folder, 'cognito-logout.db')}`,
      // Its output is the demo's own: that it made keys for a store which ends with it is of no use to anybody.
      LOG_LEVEL: 'error',
      // A machine on which everything starts at once may be slow at first.
      UPSTREAM_DEADLINE_MS: '10000',
    });
    const service = await buildService(settings, { awsCredentials: FAKE_CREDENTIALS });
    await service.start().catch(async (error: unknown) => {
      await service.stop(STOP_TIMES);
      throw error;
    });
    return {
      async stop() {
        await service.stop(STOP_TIMES);
        rmSync(folder, { recursive: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

/** The fake looks whether admin calls are signed, not by whom. */
const FAKE_CREDENTIALS = { accessKeyId: 'AKIDEMO', secretAccessKey: 'demo' };
