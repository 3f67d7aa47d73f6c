import { choosePort } from '../../src/demo/choose-port.ts';

/** A port of this machine that was free a moment ago, and that nobody else gets by chance. */
export function freePort(): Promise<number> {
  return choosePort(0, '127.0.0.1');
}
