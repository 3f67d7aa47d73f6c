/** Writes the drawing of the rooms in docs/architecture.md anew, from the imports that the code really has. */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawRooms, replaceDrawing } from './room-drawing.ts';

const page = 'docs/architecture.md';
writeFileSync(page, replaceDrawing(readFileSync(page, 'utf8'), drawRooms()));
