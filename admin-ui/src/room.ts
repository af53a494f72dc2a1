import type { SvgIconComponent } from '@mui/icons-material';
import type { ComponentType } from 'react';

/** Under which heading of the menu a room stands; in this order. */
export const GROUPS = ['recover', 'protect', 'automate', 'manage'] as const;

/** Pages of one kind of record, each loaded when somebody goes there. Its folder's index.ts says what there is. */
export interface Room {
  /** Of its list in the API, and its address: /admin/<name>. */
  name: string;
  group: (typeof GROUPS)[number];
  icon: SvgIconComponent;
  /** Whoever may not do this does not see the room. */
  permission: string;
  /** How a record is called in titles and where others refer to it. */
  record?: string | ((record: Record<string, unknown>) => string);
  list?: ComponentType;
  show?: ComponentType;
  create?: ComponentType;
  edit?: ComponentType;
  /** Who may see `create`; the same as who sees the room where it is absent. */
  createPermission?: string;
  editPermission?: string;
  /** Pages beside those of react-admin, by their path below the room's: `:id/restore`. */
  pages?: { path: string; page: ComponentType; permission?: string }[];
}
