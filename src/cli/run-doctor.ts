/** `npm run doctor`: runs the command as a process. */
import { createInterface } from 'node:readline/promises';
import { processEnvironment } from '../config/environment.ts';
import { doctor } from './doctor.ts';

process.exitCode = await doctor(process.argv.slice(2), {
  environment: processEnvironment(),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  ask: async (question) => {
    if (!process.stdin.isTTY) return '';
    const prompt = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await prompt.question(question);
    } finally {
      prompt.close();
    }
  },
});
