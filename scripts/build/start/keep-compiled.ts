/** Runs the service of a bundle, and puts what V8 has compiled by the end into the bundle. */
import { resolve } from 'node:path';
import { loadService } from './load-service.ts';

const service = loadService(resolve(process.argv[2] ?? ''));
process.once('exit', service.keepCompiled);
await service.runService();
