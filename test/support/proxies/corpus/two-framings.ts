import { HEAD, HIDDEN, HIDDEN_SIZE, type RawCase } from './raw-case.ts';

/** A length that reaches to the end of the hidden request. */
const LENGTH = `Content-Length: ${HIDDEN.length + 5}\r\n`;

/** A request whose body ends at once by its chunks, and has a request in it by its length. */
function withCoding(coding: string, otherHeader = ''): string {
  return `${HEAD}Transfer-Encoding${coding}\r\n${otherHeader}\r\n0\r\n\r\n${HIDDEN}`;
}

/** Bodies whose end can be found in two ways. */
export const TWO_FRAMINGS: readonly RawCase[] = [
  [
    'Content-Length before Transfer-Encoding',
    `${HEAD}Content-Length: ${HIDDEN.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400',
    'refused',
    'refused',
  ],
  [
    'Transfer-Encoding before a short Content-Length',
    `${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${HIDDEN_SIZE}\r\n${HIDDEN}\r\n0\r\n\r\n`,
    '400',
    'refused',
    'refused',
  ],
  [
    'Transfer-Encoding twice',
    `${HEAD}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400',
    'refused',
    'refused',
  ],
  ['chunked and then identity', withCoding(': chunked, identity'), '400', 'refused', 'refused'],
  ['identity and then chunked', withCoding(': identity, chunked'), '400', 'refused', 'refused'],
  ['gzip and then chunked', withCoding(': gzip, chunked'), '400', 'refused', 'refused'],
  ['chunked and then gzip', withCoding(': chunked, gzip'), '400', 'refused', 'refused'],
  ['a coding that is not chunked', withCoding(': gzip'), '400', 'refused', 'refused'],
  ['a coding whose name ends in chunked', withCoding(': xchunked', LENGTH), '400', 'refused', 'refused'],
  ['a coding whose name begins with chunked', withCoding(': chunkedx', LENGTH), '400', 'refused', 'refused'],
  ['a vertical tab before chunked', withCoding(':\x0bchunked', LENGTH), '400', 'refused', 'refused'],
  ['a form feed after chunked', withCoding(': chunked\x0c', LENGTH), '400', 'refused', 'refused'],
  ['a no-break space before chunked', withCoding(':\xa0chunked', LENGTH), '400', 'refused', 'refused'],
  ['a blank before the colon', withCoding(' : chunked', LENGTH), '400', 'refused', 'refused'],
  ['a tab before the colon of a coding', withCoding('\t: chunked', LENGTH), '400', 'refused', 'refused'],
  ['quotes around chunked', withCoding(': "chunked"', LENGTH), '400', 'refused', 'refused'],
  ['a parameter behind chunked', withCoding(': chunked;q=1', LENGTH), '400', 'refused', 'refused'],
  ['a comma before chunked', withCoding(': ,chunked'), '400', 'refused', 'refused'],
  ['chunked twice in one line', withCoding(': chunked, chunked'), '400', 'refused', 'refused'],
  ['no coding', withCoding(':', LENGTH), '400', 'refused', 'refused'],
  ['chunked on a folded line', withCoding(':\r\n chunked', LENGTH), '400', 'refused', 'refused'],
  [
    'a NUL in the name',
    `${HEAD}Transfer-\0Encoding: chunked\r\nContent-Length: ${HIDDEN.length + 5}\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400',
    'refused',
    'refused',
  ],
  [
    'an underscore in the name of a coding',
    `${HEAD}Transfer_Encoding: chunked\r\nContent-Length: ${HIDDEN.length + 5}\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400 200',
    '400 200',
    '400 200',
  ],
  [
    'the name behind a bare line feed',
    `${HEAD}X-A: b\nTransfer-Encoding: chunked\r\nContent-Length: ${HIDDEN.length + 5}\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400',
    'refused',
    'refused',
  ],
  [
    'the name behind a bare carriage return',
    `${HEAD}X-A: b\rTransfer-Encoding: chunked\r\nContent-Length: ${HIDDEN.length + 5}\r\n\r\n0\r\n\r\n${HIDDEN}`,
    '400',
    'refused',
    'refused',
  ],
  [
    'chunked in HTTP/1.0',
    withCoding(': chunked').replace('HTTP/1.1', 'HTTP/1.0'),
    '400',
    'refused',
    'refused',
  ],
  [
    'chunked in capital letters, which is right',
    `${HEAD}Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    '400 200',
    '400 200',
    '400 200',
  ],
  [
    'Connection names Content-Length',
    `${HEAD}Connection: Content-Length\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '400 200',
    '400 200',
    '400 200',
  ],
  [
    'Connection names Transfer-Encoding',
    `${HEAD}Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n${HIDDEN_SIZE}\r\n${HIDDEN}\r\n0\r\n\r\n`,
    '400 200',
    '400 200',
    '400 200',
  ],
  [
    'a Keep-Alive header and a body that is a request',
    `${HEAD}Keep-Alive: timeout=1\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '400 200',
    '400 200',
    '400 200',
  ],
  [
    'Expect with a body that is a request',
    `${HEAD}Expect: 100-continue\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
    '100 400 200',
    '100 400 200',
    '100 400 200',
  ],
];
