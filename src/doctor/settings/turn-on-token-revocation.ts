import type { AppClientAtCognito, DescribedClient } from '../ports/app-client-at-cognito.ts';
import type { Hindrance, Reading } from '../reading.ts';
import type { Settings } from './carried-settings.ts';
import { managedBy, type ManagingTool } from './managed-by.ts';
import { settingsDifference, type SettingChange } from './settings-difference.ts';
import { settingsForUpdate } from './settings-for-update.ts';

export interface TokenRevocationOrder {
  readonly clientId: string;
  readonly userPoolId: string;
  /** Only say what would be done. */
  readonly dryRun: boolean;
  /** Also where a tool manages the user pool and will set it back, or where it cannot be told whether one does. */
  readonly evenIfManaged: boolean;
}

/** The tools that manage the user pool; `unknown` where its tags could not be read. */
export type Management = readonly ManagingTool[] | 'unknown';

export type TokenRevocationResult =
  /** It was on before. Nothing was written. */
  | { readonly kind: 'already-on' }
  /** A dry run: what would change, and nothing else would. */
  | {
      readonly kind: 'would-change';
      readonly changes: readonly SettingChange[];
      readonly managedBy: Management;
    }
  /** Written, read again and compared. */
  | {
      readonly kind: 'changed';
      readonly changes: readonly SettingChange[];
      readonly managedBy: Management;
      /** How many settings were compared, present or absent. */
      readonly compared: number;
      /** Settings that are no longer as they were, although they should be. */
      readonly moved: readonly SettingChange[];
      /** Somebody else has changed the app client after this change: what moved may be theirs. */
      readonly overtaken: boolean;
    }
  /** Nothing was written. */
  | { readonly kind: 'unknown-fields'; readonly fields: readonly string[] }
  | { readonly kind: 'managed-elsewhere'; readonly managedBy: Management }
  | { readonly kind: 'changed-meanwhile'; readonly changes: readonly SettingChange[] }
  | {
      readonly kind: 'hindered';
      readonly at: 'describe' | 'update' | 'verify';
      readonly hindrance: Hindrance;
      /** Whether the change may have been made all the same. */
      readonly mayBeWritten: boolean;
    };

/**
 * Turns token revocation on for an app client, and changes nothing else of it. Cognito has no way to change one setting,
 * and no version to make an update depend on: so everything is read, compared with a second reading right before the
 * update, carried over, read again and compared. An edit by somebody else within the moment of the update itself cannot
 * be noticed, and is overwritten. Never throws.
 */
export type TurnOnTokenRevocation = (
  order: TokenRevocationOrder,
  signal: AbortSignal,
) => Promise<TokenRevocationResult>;

const SWITCHED_ON = { EnableTokenRevocation: true } as const;

export function createTurnOnTokenRevocation(cognito: AppClientAtCognito): TurnOnTokenRevocation {
  return async (order, signal) => {
    const { clientId } = order;
    const [first, tools] = await Promise.all([
      cognito.describe(clientId, signal),
      toolsOf(cognito, order.userPoolId, signal),
    ]);
    if (first.kind !== 'read') return hindered('describe', first, false);
    const refusal = refusalOf(first.value, tools, order);
    if (refusal !== undefined) return refusal;
    if (order.dryRun) return { kind: 'would-change', changes: plannedChanges(first.value), managedBy: tools };

    const before = await cognito.describe(clientId, signal);
    if (before.kind !== 'read') return hindered('describe', before, false);
    const elsewhere = editSince(first.value, before.value);
    if (elsewhere !== undefined) return elsewhere;

    const settings = settingsForUpdate(before.value.settings, SWITCHED_ON);
    const written = await cognito.update(clientId, settings, signal);
    if (written.kind === 'concurrent') return { kind: 'changed-meanwhile', changes: [] };
    if (written.kind !== 'read' && written.kind !== 'unreachable') return hindered('update', written, false);

    const after = await cognito.describe(clientId, signal);
    return verdict({ before: before.value, written, after, tools });
  };
}

async function toolsOf(
  cognito: AppClientAtCognito,
  userPoolId: string,
  signal: AbortSignal,
): Promise<Management> {
  const pool = await cognito.describePool(userPoolId, signal);
  return pool.kind === 'read' ? managedBy(pool.value.tags) : 'unknown';
}

function refusalOf(
  { settings, unknownFields: fields }: DescribedClient,
  tools: Management,
  { dryRun, evenIfManaged }: TokenRevocationOrder,
): TokenRevocationResult | undefined {
  if (settings['EnableTokenRevocation'] === true) return { kind: 'already-on' };
  if (fields.length > 0) return { kind: 'unknown-fields', fields };
  const isFree = tools !== 'unknown' && tools.length === 0;
  return isFree || evenIfManaged || dryRun ? undefined : { kind: 'managed-elsewhere', managedBy: tools };
}

function plannedChanges({ settings }: DescribedClient): readonly SettingChange[] {
  return settingsDifference(settings, settingsForUpdate(settings, SWITCHED_ON));
}

function editSince(first: DescribedClient, second: DescribedClient): TokenRevocationResult | undefined {
  const changes = settingsDifference(first.settings, second.settings);
  const isSame =
    first.modifiedAtMs === second.modifiedAtMs &&
    changes.length === 0 &&
    second.unknownFields.length === first.unknownFields.length;
  return isSame ? undefined : { kind: 'changed-meanwhile', changes };
}

interface Written {
  readonly before: DescribedClient;
  readonly written: Reading<{ readonly modifiedAtMs: number }>;
  readonly after: Reading<DescribedClient>;
  readonly tools: Management;
}

function verdict({ before, written, after, tools }: Written): TokenRevocationResult {
  if (after.kind !== 'read') return hindered('verify', after, true);
  const { settings, modifiedAtMs } = after.value;
  const wanted: Settings = { ...before.settings, ...SWITCHED_ON };
  if (settings['EnableTokenRevocation'] !== true && written.kind !== 'read') {
    // No answer came to the update, and it has not been made. It may still be under way.
    return hindered('update', written, true);
  }
  return {
    kind: 'changed',
    changes: settingsDifference(before.settings, settings),
    managedBy: tools,
    compared: new Set([...Object.keys(wanted), ...Object.keys(settings)]).size,
    moved: settingsDifference(wanted, settings),
    overtaken: written.kind === 'read' && written.value.modifiedAtMs !== modifiedAtMs,
  };
}

function hindered(
  at: 'describe' | 'update' | 'verify',
  hindrance: Hindrance,
  mayBeWritten: boolean,
): TokenRevocationResult {
  return { kind: 'hindered', at, hindrance, mayBeWritten };
}
