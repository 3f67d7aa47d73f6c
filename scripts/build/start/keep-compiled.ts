/** Runs the service of a bundle, and puts what V8 has compiled by the end into the bundle. */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { loadService } from './load-service.ts';

const service = loadService(resolve(process.argv[2] ?? ''), createRequire(import.meta.url));
process.once('exit', service.keepCompiled);
await service.runService();
