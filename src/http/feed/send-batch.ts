import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { VARY } from '../answers/carry-headers.ts';

const TYPE = 'application/jose';
const GZIP_FROM_BYTES = 1024;
/** The quickest level: a batch is base64 of repetitive text, of which the others make little more. */
const GZIP_OPTIONS = { level: 1 };

/** In a bundle, zlib is loaded for the first batch that is compressed, and so not before. */
const compress = (text: string): Promise<Buffer> => promisify(gzip)(text, GZIP_OPTIONS);

/**
 * Answers with a batch: 304 to a reader who has it already (RFC 9110 section 13.1.2), compressed for one who takes
 * that. A reader who says `*` has nothing in particular, and gets it.
 */
export async function sendBatch(request: Request, response: Response, jws: string): Promise<void> {
  const isCompressed = jws.length >= GZIP_FROM_BYTES && takesGzip(request.get('accept-encoding'));
  const etag = entityTag(jws, isCompressed);
  response.setHeader('ETag', etag);
  response.setHeader('Vary', `${VARY}, Authorization, Accept-Encoding`);
  if (tagsIn(request.get('if-none-match')).includes(etag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const body = isCompressed ? await compress(jws) : Buffer.from(jws);
  if (isCompressed) response.setHeader('Content-Encoding', 'gzip');
  response.statusCode = 200;
  response.setHeader('Content-Type', TYPE);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** Each representation has its own tag (RFC 9110 section 8.8.3.3). */
function entityTag(jws: string, isCompressed: boolean): string {
  const hash = createHash('sha256').update(jws).digest('base64url').slice(0, 22);
  return `"${hash}${isCompressed ? '-gzip' : ''}"`;
}

function tagsIn(header: string | undefined): readonly string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

/** RFC 9110 section 12.5.3; a reader who sends nothing gets the text as it is. */
function takesGzip(header: string | undefined): boolean {
  return (header ?? '').split(',').some((coding) => {
    const [name = '', ...parameters] = coding.split(';').map((part) => part.trim().toLowerCase());
    return (
      (name === 'gzip' || name === '*') && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
    );
  });
}
