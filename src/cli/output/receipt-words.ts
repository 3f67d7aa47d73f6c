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

/** What effects mean. */
interface Meanings {
  readonly states: Readonly<Record<string, string>>;
  readonly remedies: Readonly<Record<string, string>>;
}

const DONE: Meanings = {
  states: {
    dead: 'ended now',
    pending: 'accepted, and tried again until Cognito confirms',
    expires: 'ends by itself',
    alive: 'goes on',
    notRequested: 'left alone, since nobody asked',
  },
  remedies: {
    logoutUrl: 'unless the address below is opened',
    endSso: 'unless the order is given again with --end-sso',
  },
};

/** Of a dry run, which has no address below it. */
const REHEARSED: Meanings = {
  states: {
    dead: 'would end now',
    pending: 'would be tried until Cognito confirms',
    expires: 'would end by itself',
    alive: 'would go on',
    notRequested: 'would be left alone, since nobody asks',
  },
  remedies: {
    logoutUrl: 'unless the address that the receipt gives is opened',
    endSso: 'unless the order is given with --end-sso',
  },
};

const PARKED: Meanings = {
  ...DONE,
  states: { ...DONE.states, pending: 'accepted, and waits for an operator' },
};

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
    effectsTable(effects, terminal, waitsFor === undefined ? DONE : PARKED),
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
    effectsTable(effects, terminal, REHEARSED),
  ].join('\n');
}

/** What to do about an order that waits for an operator. */
function waitingWords(waitsFor: string): string {
  return (
    `Waits for an operator: ${oneLine(waitsFor)} ("cognito-logout parked list" says what to do); ` +
    'once that is mended: cognito-logout parked retry'
  );
}

function effectsTable(effects: readonly Effect[], terminal: Terminal, meanings: Meanings): string {
  const rows = effects.map((effect) => [
    NAMES[effect.effect] ?? effect.effect,
    effect.state,
    meaningOf(effect, meanings),
  ]);
  return table(['WHAT', 'STATE', 'WHICH MEANS'], rows, terminal);
}

function meaningOf(effect: Effect, { states, remedies }: Meanings): string {
  const { state, until, enforcedBy, remedy } = effect;
  const parts = [
    (states[state] ?? state) + (until === undefined ? '' : timeWords(state, until)),
    ...(enforcedBy === undefined ? [] : [`refused wherever the ${enforcedBy} is`]),
    ...(remedy === undefined ? [] : [remedies[remedy] ?? remedy]),
  ];
  return parts.join(', ');
}

/** Each use of a managed login puts off the end of what is alive. */
function timeWords(state: Effect['state'], until: string): string {
  return state === 'alive' ? ` until ${until}, and longer with each use` : `, at ${until} at the latest`;
}
