/** A backup that somebody, or a schedule, asks for. Those that restores make for safety are asked of nobody. */
export interface WantedBackup {
  tenantId: string;
  /** null: an upload of no known source. */
  sourceId: string | null;
  origin: 'manual' | 'scheduled' | 'upload';
  /** What it will take in the store, where that is known; otherwise as much as the last one of its source. */
  bytes?: number;
  /** About what it will take, where its source has no backup yet; null or absent: nobody could tell. */
  expectedBytes?: number | null;
}
