import { execFile } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeEach, expect, jest, test } from '@jest/globals';
import { createWaitingRequests, type WaitingRequests } from '../../../src/http/server/waiting-requests.ts';
import { eventually } from '../../support/eventually.ts';

const run = promisify(execFile);

let room: number;
let waitMaxMs: number;
let shedMax: number;
let begun: number[];
let shed: number[];
let requests: WaitingRequests<number>;

beforeEach(() => {
  room = 2;
  waitMaxMs = Infinity;
  shedMax = Infinity;
  begun = [];
  shed = [];
  requests = createWaitingRequests<number>({
    begin: (item) => begun.push(item),
    shed: (item) => shed.push(item),
    rules: { room: () => room, waitMaxMs: () => waitMaxMs, shedMax: () => shedMax, shedLaterMax: () => 512 },
    waitsOn: () => false,
  });
});

test('in each turn of the event loop as many are begun as there is room for, in their order', async () => {
  for (const item of [1, 2, 3, 4, 5]) requests.wait(item);
  expect(begun).toEqual([]);
  await turn();
  expect(begun).toEqual([1, 2]);
  expect(requests.count()).toBe(3);
  await turn();
  expect(begun).toEqual([1, 2, 3, 4]);
  await turn();
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(requests.count()).toBe(0);
});

test('what does not wait is begun at the end of the turn, whatever waits', async () => {
  room = -1;
  requests.wait(1);
  requests.beginSoon(2);
  await turn();
  expect(begun).toEqual([2]);
  room = 1;
  await eventually(() => requests.count() === 0);
});

test('what waits for room is begun once there is some, however long it waited', async () => {
  room = 0;
  for (const item of [1, 2, 3]) requests.wait(item);
  await turn();
  expect(begun).toEqual([]);
  room = 2;
  await eventually(() => requests.count() === 0);
  expect(begun).toEqual([1, 2, 3]);
  expect(shed).toEqual([]);
});

test('while there is an overload, what has waited for too long is shed, but for as many as there is room for', async () => {
  room = 0;
  for (const item of [1, 2, 3, 4]) requests.wait(item);
  await turn();
  room = 1;
  waitMaxMs = 0;
  await eventually(() => requests.count() === 0);
  expect(shed).toEqual([1, 2, 3]);
  expect(begun).toEqual([4]);
});

test('while there is an overload, those that are in time are begun before those that have waited for too long', async () => {
  room = 0;
  shedMax = 0;
  for (const item of [1, 2]) requests.wait(item);
  waitMaxMs = 200;
  const laterMs = performance.now() + 1_000_000;
  jest.spyOn(performance, 'now').mockReturnValue(laterMs);
  for (const item of [3, 4]) requests.wait(item);
  room = 1;
  for (const nth of [1, 2, 3, 4]) {
    await turn();
    expect(begun).toHaveLength(nth);
  }
  expect(begun).toEqual([3, 4, 2, 1]);
});

test('no more are shed in a turn than may be, those that waited first, and others are begun meanwhile', async () => {
  room = 0;
  for (const item of [1, 2, 3]) requests.wait(item);
  await turn();
  waitMaxMs = -1;
  shedMax = 2;
  for (const item of [4, 5, 6]) requests.shedSoon(item);
  requests.beginSoon(7);
  expect(requests.count()).toBe(3);
  await turn();
  expect([begun, shed]).toEqual([[7], [1, 2]]);
  await turn();
  expect(shed).toEqual([1, 2, 3, 4]);
  await turn();
  expect(shed).toEqual([1, 2, 3, 4, 5, 6]);
});

test('what comes while 512 wait to be shed is shed at once', async () => {
  shedMax = 512;
  for (let item = 1; item <= 513; item += 1) requests.shedSoon(item);
  expect(shed).toEqual([513]);
  await turn();
  expect(shed).toHaveLength(513);
  requests.shedSoon(514);
  expect(shed).toHaveLength(513);
});

test('whatever one of them throws is thrown on, and the others are begun or shed all the same', async () => {
  const program = `
    import { createWaitingRequests } from ${JSON.stringify(new URL('../../../src/http/server/waiting-requests.ts', import.meta.url))};
    process.on('uncaughtException', (error) => console.log('thrown', error));
    const { wait } = createWaitingRequests({
      begin: (item) => {
        if (item % 2 === 1) throw item;
        console.log('begun', item);
      },
      rules: { room: () => 2, waitMaxMs: () => Infinity, shedMax: () => 2, shedLaterMax: () => 512 },
      waitsOn: () => false,
    });
    for (const item of [1, 2, 3, 4, 5]) wait(item);
    const late = createWaitingRequests({
      begin: (item) => {
        throw item;
      },
      shed: (item) => console.log('shed', item),
      rules: { room: () => 1, waitMaxMs: () => -1, shedMax: () => 2, shedLaterMax: () => 512 },
      waitsOn: () => false,
    });
    for (const item of [6, 7]) late.wait(item);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout.trim().split('\n').sort()).toEqual([
    'begun 2',
    'begun 4',
    'shed 6',
    'thrown 1',
    'thrown 3',
    'thrown 5',
    'thrown 7',
  ]);
});
