import { expect, test } from '@jest/globals';
import { sharesOf, type CpuProfile } from '../../bench/profile/shares-of.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });

const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 6] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    { id: 4, callFrame: frame('handle', 'file:///service/src/http/routes/logout.ts'), children: [5] },
    { id: 5, callFrame: frame('stringify') },
    { id: 6, callFrame: frame('asJson', 'file:///service/node_modules/pino/lib/tools.js') },
  ],
  startTime: 0,
  endTime: 1000,
  samples: [4, 3, 4, 5, 6, 2, 4],
  timeDeltas: [100, 100, 100, 100, 200, 300, 100],
};

test('the busy time between two moments is shared out, and built-in functions count for their callers', () => {
  expect(sharesOf(PROFILE, 0.15, 0.9)).toEqual([
    { part: 'src/http', share: 0.4 },
    { part: 'pino', share: 0.4 },
    { part: 'garbage collection', share: 0.2 },
  ]);
});

test('a function that is called like a property of every object has no part of its own', () => {
  const nodes = [{ id: 1, callFrame: frame('toString', 'node:buffer') }];
  const profile = { ...PROFILE, nodes, samples: [1], timeDeltas: [500] };
  expect(sharesOf(profile, 0, 1)).toEqual([
    { part: 'Node.js: promises, timers, events and the rest', share: 1 },
  ]);
});
