import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { repository } from './paths.mjs';
import { run } from './run.mjs';
import { withSetupLock } from './setup-lock.mjs';
import { step } from './steps.mjs';

const SOURCES = [
  'src',
  'migrations',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  'scripts/lib/bundle.mjs',
];
const STAMP = join(repository, 'dist/.built-from');

/** Compiles and bundles, whatever is there. */
export async function build() {
  rmSync(STAMP, { force: true });
  const nest = join(repository, 'node_modules/@nestjs/cli/bin/nest.js');
  await run(process.execPath, [nest, 'build'], { cwd: repository });
  await bundle();
}

/** Builds unless dist was made from exactly these sources. */
export async function ensureBuilt() {
  if (isBuilt(hashOfSources())) return;
  await withSetupLock(async () => {
    const hash = hashOfSources();
    if (isBuilt(hash)) return; // another start did it meanwhile
    await step('Building', async () => {
      await build();
      writeFileSync(STAMP, hash);
    });
  });
}

function isBuilt(hash) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf).sort()) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(repository, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(join(repository, path))) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(join(repository, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(repository.length + 1));
}
