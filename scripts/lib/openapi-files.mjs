import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './paths.mjs';

export const DOCUMENT_FILE = 'docs/api/openapi.json';
export const CLIENT_TYPES_FILE = 'admin-ui/src/api/schema.ts';

/** @returns {object | null} the document as it is versioned */
export function readDocument() {
  const file = join(repository, DOCUMENT_FILE);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** The files that are made from a document. @returns {Promise<Record<string, string>>} name → content */
export async function contractFiles(document) {
  const json = `${JSON.stringify(document, null, 2)}\n`;
  // Loaded here: the set-up that runs before this has installed it.
  const { default: typesOf, astToString } = await import('openapi-typescript');
  const types = astToString(await typesOf(JSON.parse(json)));
  return {
    [DOCUMENT_FILE]: json,
    [CLIENT_TYPES_FILE]: `// Made from ${DOCUMENT_FILE} by \`npm run openapi\`; not to be edited.\n\n${types}`,
  };
}

/** @returns {Promise<string[]>} the files that were not like this yet */
export async function writeContract(document) {
  const changed = Object.entries(await contractFiles(document)).filter(([name, content]) => {
    const file = join(repository, name);
    return !existsSync(file) || readFileSync(file, 'utf8') !== content;
  });
  for (const [name, content] of changed) writeFileSync(join(repository, name), content);
  return changed.map(([name]) => name);
}
