import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareCommand } from './lib/cli-command.mjs';
import { breakingChanges } from './lib/openapi-changes.mjs';
import { DOCUMENT_FILE, readDocument, writeContract } from './lib/openapi-files.mjs';
import { repository } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { runMain } from './lib/shutdown.mjs';
import { say, step } from './lib/steps.mjs';

// `npm run openapi [-- --breaking changes/FRAGMENT.md]`: writes the OpenAPI document and the typed client made from it.
// Needs no database. What would break a client is written only with the fragment that tells its users.
await runMain(async () => {
  await prepareCommand();
  const cli = join(repository, 'dist/app/cli.js');
  const { stdout } = await step('Making the document', () => run(process.execPath, [cli, 'openapi']));
  const before = readDocument();
  const after = JSON.parse(stdout);
  const broken = before === null ? [] : breakingChanges(before, after);
  if (broken.length > 0 && !isTold(process.argv.slice(2))) {
    const list = broken.map((change) => `  - ${change}`).join('\n');
    console.error(`This would break clients of ${DOCUMENT_FILE}:\n${list}\n`);
    console.error(
      'Nothing was written. Tell them in a fragment, and name it: npm run openapi -- --breaking changes/…md',
    );
    return 1;
  }
  const written = await step('Writing the document and its client', () => writeContract(after));
  say(written.length === 0 ? 'Nothing had changed.' : `Written: ${written.join(', ')}`);
  return 0;
});

function isTold([option, fragment]) {
  if (option === undefined) return false;
  const isFragment = option === '--breaking' && /^changes\/(changed|removed)-[\w-]+\.md$/.test(fragment ?? '');
  if (isFragment && existsSync(join(repository, fragment)) && readFileSync(join(repository, fragment), 'utf8').trim())
    return true;
  throw new Error('Usage: npm run openapi [-- --breaking changes/changed-….md or changes/removed-….md, which exists]');
}
