import type { RequestHandler } from 'express';
import { ServiceError } from '../../errors/service-error.ts';

export const notFound: RequestHandler = () => {
  throw new ServiceError('not-found', 'There is nothing at this path.');
};
