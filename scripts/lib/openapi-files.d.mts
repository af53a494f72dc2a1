export const DOCUMENT_FILE: string;
export const CLIENT_TYPES_FILE: string;
export function readDocument(): object | null;
export function contractFiles(document: object): Promise<Record<string, string>>;
export function writeContract(document: object): Promise<string[]>;
