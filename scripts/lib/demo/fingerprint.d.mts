export interface TableFingerprint {
  columns: string[];
  rows: number;
  hash: string;
  isView: boolean;
  missing?: string[];
}

/** Tables and sequences by their qualified names, as quote_ident writes them. */
export interface Fingerprint {
  tables: Map<string, TableFingerprint>;
  sequences: Map<string, string>;
}

export interface FingerprintOptions {
  /** Hash only the tables and columns of this earlier one. */
  like?: Fingerprint;
  /** `{table: {column: expression}}`: how a former column can be computed now. */
  replaced?: Record<string, Record<string, string>>;
  onProgress?: (fraction: number) => void;
}

export function takeFingerprint(connection: object, options?: FingerprintOptions): Promise<Fingerprint>;

/** What differs, in words. */
export function compareFingerprints(before: Fingerprint, after: Fingerprint, options?: { except?: string[] }): string[];

export function countRows(fingerprint: Fingerprint): number;
