/** Why a dump of the control database was made. */
export const CONTROL_DUMP_KINDS = ['nightly', 'upgrade', 'manual'] as const;
export type ControlDumpKind = (typeof CONTROL_DUMP_KINDS)[number];

export const CONTROL_FOLDER = '_control';

/** Of a control database that has not named itself yet: migrated, and never started. */
const NO_INSTANCE = 'unnamed';

export interface ControlDumpName {
  instanceId: string | null;
  /** To the second. */
  at: Date;
  kind: ControlDumpKind;
  version: string;
  /** Keeps apart what was made in one second. */
  mark: string;
}

const NAME =
  /^_control\/(?<instance>[0-9a-f-]{36}|unnamed)\/(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)_(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)_(?<kind>nightly|upgrade|manual)_(?<version>[0-9A-Za-z.+-]+)_(?<mark>[0-9a-f]{12})$/;

export const ARTIFACT_SUFFIX = '.dump.zst.age';
export const MANIFEST_SUFFIX = '.json';

export function controlFolder(instanceId: string | null): string {
  return `${CONTROL_FOLDER}/${instanceId ?? NO_INSTANCE}/`;
}

/**
 * `_control/<instance>/<YYYYMMDD_HHMMSS>_<kind>_<version>_<12 hex>`, UTC; the dump has `.dump.zst.age` after it, and the
 * manifest `.json`. By their keys dumps sort by time.
 */
export function toControlKey({ instanceId, at, kind, version, mark }: ControlDumpName): string {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
  return `${controlFolder(instanceId)}${stamp}_${kind}_${version}_${mark}`;
}

/** null for a key that is none of ours. */
export function parseControlKey(key: string): ControlDumpName | null {
  const parts = NAME.exec(key)?.groups;
  if (parts === undefined) return null;
  const { instance, year, month, day, hour, minute, second, version, mark } = parts;
  const kind = CONTROL_DUMP_KINDS.find((known) => known === parts.kind);
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (kind === undefined || version === undefined || mark === undefined || Number.isNaN(at.getTime())) return null;
  return { instanceId: instance === undefined || instance === NO_INSTANCE ? null : instance, at, kind, version, mark };
}
