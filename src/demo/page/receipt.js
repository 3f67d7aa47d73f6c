import { element } from './exchanges.js';
import { lifeItem, timeOf } from './lives.js';

const WHAT = { refreshToken: 'Refresh token', accessTokens: 'Access tokens', managedLogin: 'Managed login' };

const GUARDED =
  'Cognito refuses them, and so does every API that has the guard. Others wait for them to expire.';

/**
 * Shows the service's answer in words: a receipt, or the problem that it tells of.
 *
 * @param {HTMLElement} outcome
 * @param {{ ok: boolean, status: number, body: any }} answer
 */
export function showAnswer(outcome, { ok, status, body }) {
  outcome.replaceChildren(...(ok ? receiptOf(body) : problemOf(status, body)));
}

function receiptOf(receipt) {
  const list = element('ul', '', { class: 'effects' });
  list.append(...receipt.effects.map((effect) => lifeItem(describe(effect))));
  const parts = [element('h3', `Receipt: ${receipt.status}`), list];
  if (receipt.logoutUrl !== undefined) {
    const buttons = element('div', '', { class: 'buttons' });
    buttons.append(element('a', 'End the managed login too', { class: 'button', href: receipt.logoutUrl }));
    parts.push(buttons);
  }
  return parts;
}

function describe({ effect, state, until, remedy, enforcedBy }) {
  return {
    id: effect,
    what: WHAT[effect] ?? effect,
    state: stateOf(state),
    word: wordOf(state),
    note: enforcedBy === 'guard' ? GUARDED : noteOf(state, until, remedy),
  };
}

function stateOf(state) {
  return { dead: 'dead', expires: 'expires', pending: 'expires', alive: 'alive' }[state] ?? 'unknown';
}

function wordOf(state) {
  return state === 'notRequested' ? 'left' : state;
}

function noteOf(state, until, remedy) {
  switch (state) {
    case 'dead':
      return 'From now on nothing is given for it.';
    case 'expires':
      return `Cognito’s own APIs refuse them now. Others accept them until they expire, by ${whenOf(until)} at the latest.`;
    case 'pending':
      return 'Accepted. The service goes on trying.';
    case 'alive':
      return remedy === 'logoutUrl'
        ? 'Lives on: only the browser itself can end it, by opening the sign-out page.'
        : 'Lives on: no call from a server ends it.';
    default:
      return 'Left alone, since nobody asked.';
  }
}

function whenOf(until) {
  const isToday = new Date(until).toDateString() === new Date().toDateString();
  return isToday ? timeOf(until) : `${new Date(until).toLocaleDateString()} ${timeOf(until)}`;
}

function problemOf(status, problem) {
  return [
    element('h3', `${status} ${problem?.title ?? 'The service could not be understood'}`),
    element('p', problem?.detail ?? ''),
  ];
}
