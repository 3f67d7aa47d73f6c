/** The whole service, which takes all the memory that it may have at SIGUSR2. */
import { runService } from '../../../src/composition/process/run-service.ts';

process.on('SIGUSR2', () => {
  const hoard: unknown[] = [];
  for (;;) hoard.push(Array.from({ length: 1_000_000 }).fill(0));
});
await runService();
