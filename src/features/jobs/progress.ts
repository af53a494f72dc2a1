/** How far a job is (`progress` in api.md). Bytes are those read from the database, before compression. */
export interface Progress {
  /** 0–100, an estimate until the phase that counts is over. */
  percent: number;
  phase: string;
  bytes: number;
  bytesPerSecond: number;
  etaSeconds: number | null;
}

export function progressAt(phase: string, percent: number): Progress {
  return { phase, percent, bytes: 0, bytesPerSecond: 0, etaSeconds: null };
}
