/** The whole service, which takes all the memory that it may have as soon as it listens. */
import { runService } from '../../../src/composition/process/run-service.ts';

await runService();
const hoard: unknown[] = [];
for (;;) hoard.push(Array.from({ length: 1_000_000 }).fill(0));
