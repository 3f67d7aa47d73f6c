import type { Request } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { HttpSettings } from '../app-dependencies.ts';

type Trusts = (address: string | undefined, hop: number) => boolean;

/**
 * Refuses what a trusted proxy received over plain HTTP, rather than redirect it: by then the token has been sent in
 * clear, and a redirect would hide that from the frontend that is set up wrongly. Whoever is not trusted is not believed
 * either way.
 *
 * @throws ServiceError of that function `invalid-request`
 */
export function requireHttps({ requiresHttps = false }: HttpSettings): (request: Request) => void {
  return (request) => {
    if (!requiresHttps) return;
    const trusts = request.app.get('trust proxy fn') as Trusts;
    const isToldByProxy =
      request.headers['x-forwarded-proto'] !== undefined && trusts(request.socket.remoteAddress, 0);
    if (isToldByProxy && request.protocol !== 'https') {
      throw new ServiceError(
        'invalid-request',
        'This came in over plain HTTP. Use https, and end this session: its token has been sent in clear.',
      );
    }
  };
}
