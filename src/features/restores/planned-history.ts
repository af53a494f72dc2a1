import type { AppVerdict, MigrationState } from '../../platform/migration-state/migration-state.js';

/** The history of a backup once everything that a plan says is pending has been applied to it. Pure. */
export function withPending(
  backup: MigrationState,
  verdicts: readonly Pick<AppVerdict, 'framework' | 'app' | 'pending'>[],
): MigrationState {
  return {
    frameworks: backup.frameworks.map((state) => {
      const pending = new Map(
        verdicts
          .filter(({ framework }) => framework === state.framework)
          .map(({ app, pending: names }) => [app, names]),
      );
      const apps = state.apps.map((history) => ({
        ...history,
        applied: [...history.applied, ...(pending.get(history.app) ?? [])],
      }));
      return { ...state, apps };
    }),
  };
}
