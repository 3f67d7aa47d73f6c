import { matching } from './matching.ts';

export const filePath = matching(/^[^\0\r\n]{1,4096}$/, 'must be the path of a file, on one line.');
