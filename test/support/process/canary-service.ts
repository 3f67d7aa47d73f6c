/**
 * The whole service. `SCRUBBING=off` takes the net behind its log lines away; at SIGUSR2 it throws what nobody
 * catches: an error that quotes the variable `CRASH` wherever an error can hold a text.
 */
import { runService } from '../../../src/composition/process/run-service.ts';

const { SCRUBBING, CRASH = '' } = process.env;

process.on('SIGUSR2', () => {
  const error = new SyntaxError(`Unexpected token in ${CRASH}`, {
    cause: new Error(CRASH, { cause: CRASH }),
  });
  throw Object.assign(error, {
    name: CRASH,
    code: CRASH,
    body: CRASH,
    config: { headers: { cookie: CRASH } },
  });
});
await runService({ scrubbing: SCRUBBING !== 'off' });
