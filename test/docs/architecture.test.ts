import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { drawRooms, replaceDrawing } from '../../scripts/room-drawing.ts';

const page = readFileSync('docs/architecture.md', 'utf8');

test('the drawing in the architecture page is the one that the code gives (npm run docs)', () => {
  expect(replaceDrawing(page, drawRooms())).toBe(page);
});
