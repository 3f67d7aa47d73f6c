import { ConfigurationError } from '../../errors/configuration-error.ts';

/**
 * A step from one form of the database to the next. Steps add (tables, nullable or defaulted columns, indexes), and take
 * nothing away but indexes, so that a version that is still running can go on while the next one is deployed.
 */
export interface Migration {
  readonly version: number;
  /** The oldest version that can work with the database once this step is done. */
  readonly oldestCompatible: number;
  readonly sql: string;
}

export interface AppliedMigration {
  readonly version: number;
  readonly oldestCompatible: number;
}

/**
 * Which steps a database still needs. None if it is newer than this program, and compatible.
 *
 * @throws ConfigurationError when a newer program has changed the database so that this one can't work with it
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const known = Math.max(...migrations.map(({ version }) => version));
  const newest = Math.max(0, ...applied.map(({ version }) => version));
  const oldestCompatible = Math.max(0, ...applied.map((step) => step.oldestCompatible));
  if (oldestCompatible > known) throw tooOld(newest, known);
  return migrations.filter(({ version }) => version > newest);
}

function tooOld(newest: number, known: number): ConfigurationError {
  return new ConfigurationError([
    {
      variable: 'DATABASE_URL',
      problem: `names a database of version ${newest}, which this program (version ${known}) can't work with: start a newer program`,
    },
  ]);
}
