import { claimsOf } from './cognito.js';
import { element } from './exchanges.js';

/**
 * Asks about everything that a session consists of, and shows what is alive.
 *
 * @param {HTMLElement} list
 * @param {{ cognito: ReturnType<import('./cognito.js').createCognito>, service: ReturnType<import('./service.js').createService> }} asked
 * @param {{ refreshToken: string, accessToken: string }} tokens
 * @param {(() => Promise<boolean>) | undefined} isManagedLoginAlive
 */
export async function showLives(list, { cognito, service }, tokens, isManagedLoginAlive) {
  const [refreshed, used, isGenuine, ordered, hasManagedLogin] = await Promise.all([
    cognito.refresh(tokens.refreshToken),
    cognito.useAccessToken(tokens.accessToken),
    cognito.isGenuine(tokens.accessToken),
    service.askOrders(tokens.accessToken),
    isManagedLoginAlive?.(),
  ]);
  const rows = [
    refreshTokenLife(refreshed),
    accessTokenLife(used),
    guardedApiLife(ordered),
    ownApiLife(isGenuine, used.ok, claimsOf(tokens.accessToken).exp * 1000),
    ...(hasManagedLogin === undefined ? [] : [managedLoginLife(hasManagedLogin)]),
  ];
  list.replaceChildren(...rows.map((row) => lifeItem(row)));
}

/** One line: a state as a word, what it is the state of, and how we know. */
export function lifeItem({ id, state, word, what, note }) {
  const item = element('li', '', { 'data-life': id });
  item.append(element('span', word ?? state, { class: 'state', 'data-state': state }), element('span', what));
  item.append(element('span', note, { class: 'note' }));
  return item;
}

function refreshTokenLife(answer) {
  return {
    id: 'refreshToken',
    what: 'Refresh token',
    ...(answer.ok
      ? alive('Cognito gives new tokens for it.')
      : dead(`Cognito refuses it: ${reasonOf(answer)}.`)),
  };
}

function accessTokenLife(answer) {
  return {
    id: 'accessToken',
    what: 'Access token at Cognito',
    ...(answer.ok
      ? alive('Cognito tells who the user is.')
      : dead(`Cognito refuses it: ${reasonOf(answer)}.`)),
  };
}

function guardedApiLife(answer) {
  return {
    id: 'guardedApi',
    what: 'Access token at your own API that has the guard',
    ...(answer.ok
      ? alive('Its guard follows the service, and has heard of no logout.')
      : dead('Its guard has heard of the logout, without asking anybody.')),
  };
}

function ownApiLife(isGenuine, isAliveAtCognito, expiresAtMs) {
  const note = `Accepted until ${timeOf(expiresAtMs)}: it checks signature and expiry, and never asks Cognito.`;
  return {
    id: 'ownApi',
    what: 'Access token at your own API without the guard',
    ...(isGenuine ? { state: isAliveAtCognito ? 'alive' : 'expires', note } : dead('It has expired.')),
  };
}

function managedLoginLife(isAlive) {
  return {
    id: 'managedLogin',
    what: 'Managed login, a cookie of the browser',
    ...(isAlive
      ? alive('Signs in again without a password.')
      : { state: 'none', note: 'There is none: signing in needs the password.' }),
  };
}

function alive(note) {
  return { state: 'alive', note };
}

function dead(note) {
  return { state: 'dead', note };
}

function reasonOf({ status, body, headers }) {
  const error = body?.message ?? body?.error ?? headers.get('WWW-Authenticate') ?? '';
  return `${status} ${error}`.trim();
}

/** A time of day. */
export function timeOf(timeMs) {
  return new Date(timeMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
