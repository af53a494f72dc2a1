import type { ConnectionTarget } from '../../postgres/connection.js';

/** What the child reads from its stdin, as JSON: neither argv nor a file ever holds it. */
export interface ChildTask {
  target: ConnectionTarget;
  applicationName: string;
  /** The files to load, with the migrations that the parser saw in each. */
  migrations: { path: string; names: string[] }[];
  table?: string;
  role?: string;
  /** Of every session, from its start. */
  settings?: Readonly<Record<string, string>>;
}

/** One line per committed migration on its stdout; everything else there is what migrations print themselves. */
export interface ChildReport {
  name: string;
  durationMs: number;
}

/** RS, as in JSON text sequences (RFC 7464): no program prints it by accident. */
export const REPORT_MARK = '\u001eBACKSTITCH ';
