import { test } from '@jest/globals';
import { watchEventLoop } from '../../../src/http/server/event-loop.ts';
import { eventually } from '../../support/eventually.ts';

test('the event loop is busy while it has no time to spare, and no longer', async () => {
  const eventLoop = watchEventLoop();
  await eventually(() => !eventLoop.isBusy());
  let isWorking = true;
  const work = (): void => {
    const untilMs = performance.now() + 5;
    while (performance.now() < untilMs) continue;
    if (isWorking) setImmediate(work);
  };
  work();
  await eventually(() => eventLoop.isBusy());
  isWorking = false;
  await eventually(() => !eventLoop.isBusy());
  eventLoop.stop();
});

test('the event loop’s delay shows a stall, and that it is over', async () => {
  const eventLoop = watchEventLoop();
  const untilMs = performance.now() + 1_500;
  while (performance.now() < untilMs) continue;
  await eventually(() => eventLoop.delayMs() > 500);
  await eventually(() => eventLoop.delayMs() < 500);
  eventLoop.stop();
});
