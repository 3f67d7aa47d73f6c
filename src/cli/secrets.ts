/** `npm run secrets`: looks after the secrets of app clients. */
import { processEnvironment } from '../config/environment.ts';
import { rotateSecret } from './rotate-secret.ts';

const [act = 'nothing', ...args] = process.argv.slice(2);
const io = {
  environment: processEnvironment(),
  out: (line: string) => console.log(line),
  err: (line: string) => console.error(line),
};

process.exitCode = await rotateSecret(act === 'rotate' ? args : [act, ...args], io);
