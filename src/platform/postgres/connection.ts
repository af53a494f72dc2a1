/** Where a database is. `password` is secret: it goes into PGPASSWORD or a client, never into argv, logs or errors. */
export interface ConnectionTarget {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string | null;
  /** libpq's words. Default `prefer`. */
  sslMode?: SslMode;
}

export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** The part of a pg client that catalogue queries need. */
export interface Queryable {
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}
