/** A column that SecretBox seals, for the rotation of the master key: every one is listed in src/sealed-columns.ts. */
export interface SealedColumn {
  table: string;
  column: string;
  /** What the seal of a row is bound to. */
  context: (id: string) => string;
}
