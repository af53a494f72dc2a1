/** The newest installed PostgreSQL that has all of these programs. */
export function findPostgres(programs?: string[]): { bin: string; major: number } | null;
export function findProgram(name: string): string | null;
export function findPython(modules: string[]): string | null;
