import { visitorFrom, type Visitor } from '../pool/sessions/visitor.ts';
import type { Received } from './answer.ts';

/** Where a request comes from, by its connection and its `User-Agent`. */
export function visitorOf({ ipAddress, headers }: Received): Visitor {
  return visitorFrom(ipAddress, headers['user-agent']);
}
