/** A TCP port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number>;
export function isPortFree(port: number): Promise<boolean>;
