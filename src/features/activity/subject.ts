/** Whose record a line belongs to: a backup, a restore, or another job's noun. */
export interface Subject {
  type: string;
  id: string;
  tenantId: string;
}
