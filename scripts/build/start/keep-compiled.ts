/** Runs the service of a bundle, and puts what V8 has compiled by the end into the bundle. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadService } from './load-service.ts';

const folder = join(process.cwd(), process.argv[2] ?? '');
const service = loadService(folder, createRequire(join(folder, 'main.js')));
process.once('exit', service.keepCompiled);
await service.runService();
