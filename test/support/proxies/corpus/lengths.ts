import { GET, HEAD, HIDDEN, type RawCase } from './raw-case.ts';

function withLength(length: string): string {
  return `${HEAD}Content-Length${length}\r\n\r\n`;
}

/** Content-Lengths that readers take for different numbers, and bodies that are requests. */
export const LENGTHS: readonly RawCase[] = [
  [
    'two different lengths',
    `${HEAD}Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '400',
    'refused',
    'refused',
  ],
  [
    'two equal lengths',
    `${HEAD}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`,
    '400',
    'refused',
    '400 200',
  ],
  [
    'two different lengths in one line',
    withLength(`: 0, ${HIDDEN.length}`) + HIDDEN,
    '400',
    'refused',
    'refused',
  ],
  ['two equal lengths in one line', withLength(': 2, 2') + '{}', '400', 'refused', '400 200'],
  ['a plus sign before a length', withLength(': +2') + '{}', '400', 'refused', 'refused'],
  ['a minus sign before a length', withLength(': -2') + '{}', '400', 'refused', 'refused'],
  ['hexadecimal digits', withLength(': 0x2') + '{}', '400', 'refused', 'refused'],
  ['a blank between digits', withLength(`: 0 ${HIDDEN.length}`) + HIDDEN, '400', 'refused', 'refused'],
  ['a fraction', withLength(': 2.0') + '{}', '400', 'refused', 'refused'],
  ['an exponent', withLength(': 2e0') + '{}', '400', 'refused', 'refused'],
  ['a letter behind digits', withLength(': 2a') + '{}', '400', 'refused', 'refused'],
  ['a length without digits', withLength(':') + HIDDEN, '400', 'refused', 'refused'],
  ['a length of more than 64 bits', withLength(': 18446744073709551618') + '{}', '400', 'refused', '400 200'],
  ['leading zeros, which are right', withLength(': 0002') + '{}', '400 200', '400 200', '400 200'],
  ['a tab before the colon of a length', withLength('\t: 2') + '{}', '400', 'refused', 'refused'],
  [
    'an underscore in the name of a length',
    `${HEAD}Content_Length: ${HIDDEN.length}\r\nContent-Length: 2\r\n\r\n{}`,
    '400 200',
    '400 200',
    '400 200',
  ],
  ['a NUL behind digits', withLength(': 2\0') + '{}', '400', 'refused', 'refused'],
  ['Arabic digits', withLength(': \xd9\xa2') + '{}', '400', 'refused', 'refused'],
  [
    'a GET whose body is a request',
    `${GET}Content-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '200 200',
    '200 200',
    '200 200',
  ],
  [
    'a HEAD whose body is a request',
    `${GET.replace('GET', 'HEAD')}Content-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '200 200',
    '200 200',
    '200 200',
  ],
  [
    'an OPTIONS whose body is a request',
    `${GET.replace('GET', 'OPTIONS')}Content-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '204 200',
    '204 200',
    '204 200',
  ],
  [
    'a refused request whose body is a request',
    `${HEAD.replace('application/json', 'text/plain')}Content-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '415 200',
    '415 200',
    '415 200',
  ],
];
