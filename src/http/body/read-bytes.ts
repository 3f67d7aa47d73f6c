import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';

const ENDED_EARLY = 'The body ended early.';

/**
 * Reads a body of at most `limitBytes`. One that announces more is refused before a byte of it is read.
 *
 * @throws ServiceError `payload-too-large`, or `invalid-request` when the caller went away in the middle
 */
export function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
    if (request.destroyed) return resolve(receivedBefore(request, limitBytes));
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const take = (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      reject(tooLarge(limitBytes));
    };
    request.on('data', take);
    // The request lives until it is answered, its bytes need not.
    request.on('end', () => resolve(joined(chunks.splice(0))));
    request.on('close', () => {
      // Comes after every request; an error is made only for one that it cuts off, since its stack is dear.
      if (!request.complete) reject(new ServiceError('invalid-request', ENDED_EARLY));
    });
    request.on('error', (cause) => reject(new ServiceError('invalid-request', ENDED_EARLY, { cause })));
  });
}

/** The body of a caller who is gone, if all of it had come before. */
function receivedBefore(request: IncomingMessage, limitBytes: number): Buffer {
  if (!request.complete) throw new ServiceError('invalid-request', ENDED_EARLY);
  const body = (request.read() ?? Buffer.alloc(0)) as Buffer;
  if (body.length > limitBytes) throw tooLarge(limitBytes);
  return body;
}

/** Most bodies come in one piece, which need not be copied. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [first, ...others] = chunks;
  return first === undefined || others.length > 0 ? Buffer.concat(chunks) : first;
}

function tooLarge(limitBytes: number): ServiceError {
  return new ServiceError('payload-too-large', `The body is larger than ${limitBytes} bytes.`);
}
