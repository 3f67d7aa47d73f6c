import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../../errors/service-error.ts';

/**
 * Reads a body of at most `limitBytes`. One that announces more is refused before a byte of it is read.
 *
 * @throws ServiceError `payload-too-large`, or `invalid-request` when the caller went away in the middle
 */
export async function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  return new Promise((resolve, reject) => {
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
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => {
      // Comes after every request; an error is made only for one that it cuts off, since its stack is dear.
      if (!request.complete) reject(new ServiceError('invalid-request', 'The body ended early.'));
    });
    request.once('error', (cause) =>
      reject(new ServiceError('invalid-request', 'The body ended early.', { cause })),
    );
  });
}

function tooLarge(limitBytes: number): ServiceError {
  return new ServiceError('payload-too-large', `The body is larger than ${limitBytes} bytes.`);
}
