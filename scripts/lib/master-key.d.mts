/** The master key of a home, 32 bytes as base64: made once (0600), never replaced. */
export function ensureMasterKey(home: string): string;
