import type { DryRunAnswer } from '../../protocols/json/dry-run-answer.ts';
import type { Effect, Receipt } from '../../revocation/receipt.ts';
import type { CommandIo } from '../command.ts';
import { oneLine } from './one-line.ts';
import { table } from './table.ts';

type Terminal = Pick<CommandIo, 'columns'>;

const NAMES: Readonly<Record<string, string>> = {
  refreshToken: 'refresh tokens',
  accessTokens: 'access tokens',
  managedLogin: 'managed login',
  signIn: 'signing in again',
};

const STATES: Readonly<Record<string, string>> = {
  dead: 'ended now',
  pending: 'accepted, and tried again until Cognito confirms',
  expires: 'ends by itself',
  alive: 'goes on',
  notRequested: 'left alone, since nobody asked',
};

const PARKED = 'accepted, and waits for an operator';

/**
 * A receipt for people. Says no more than the receipt does.
 *
 * @param waitsFor what an operator has to mend, if the order is known to wait for that
 */
export function receiptWords(
  { status, receiptId, effects, logoutUrl }: Receipt,
  waitsFor: string | undefined,
  terminal: Terminal,
): string {
  return [
    `Receipt ${oneLine(receiptId)}: ${oneLine(status)}`,
    '',
    effectsTable(effects, terminal, waitsFor === undefined ? STATES : { ...STATES, pending: PARKED }),
    ...(waitsFor === undefined ? [] : ['', waitingWords(waitsFor)]),
    ...(logoutUrl === undefined ? [] : ['', `To be opened in the user's browser: ${oneLine(logoutUrl)}`]),
  ].join('\n');
}

/** What a dry run found, for people. */
export function dryRunWords({ target, calls, effects }: DryRunAnswer, terminal: Terminal): string {
  const about = Object.values(target).map((part) => oneLine(String(part)));
  const asked = calls.map(
    ({ operation, times }) => `${oneLine(operation)}${times > 1 ? ` (${times} times)` : ''}`,
  );
  return [
    `Nothing was done. It would be about: ${about.join(', ')}`,
    `Cognito would be asked: ${asked.length === 0 ? 'nothing' : asked.join(', ')}`,
    '',
    effectsTable(effects, terminal),
  ].join('\n');
}

/** What to do about an order that waits for an operator. */
function waitingWords(waitsFor: string): string {
  return (
    `Waits for an operator: ${oneLine(waitsFor)} ("cognito-logout parked list" says what to do); ` +
    'once that is mended: cognito-logout parked retry'
  );
}

function effectsTable(effects: readonly Effect[], terminal: Terminal, states = STATES): string {
  const rows = effects.map((effect) => [
    NAMES[effect.effect] ?? effect.effect,
    effect.state,
    meaningOf(effect, states),
  ]);
  return table(['WHAT', 'STATE', 'WHICH MEANS'], rows, terminal);
}

function meaningOf({ state, until, enforcedBy, remedy }: Effect, states: typeof STATES): string {
  const parts = [
    states[state] ?? state,
    ...(until === undefined ? [] : [`at ${until} at the latest`]),
    ...(enforcedBy === undefined ? [] : [`refused wherever the ${enforcedBy} is`]),
    ...(remedy === undefined ? [] : [REMEDIES[remedy] ?? remedy]),
  ];
  return parts.join(', ');
}

const REMEDIES: Readonly<Record<string, string>> = {
  logoutUrl: 'until the address below is opened',
  endSso: 'unless the order is given again with --end-sso',
};
