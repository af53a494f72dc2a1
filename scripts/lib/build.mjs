import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
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
const ADMIN_PAGE_SOURCES = [
  'admin-ui/src',
  'admin-ui/index.html',
  'admin-ui/vite.config.ts',
  'package-lock.json',
  'scripts/lib/build.mjs',
];
const ADMIN_PAGE_STAMP = join(repository, 'admin-ui/.built-from');

/** Compiles and bundles, whatever is there: the programs and the admin page. */
export async function build() {
  await buildPrograms();
  await buildAdminPage();
}

async function buildPrograms() {
  rmSync(STAMP, { force: true });
  const nest = join(repository, 'node_modules/@nestjs/cli/bin/nest.js');
  await run(process.execPath, [nest, 'build'], { cwd: repository });
  await bundle();
}

/** `admin-ui/dist`, with Vite. */
async function buildAdminPage() {
  rmSync(ADMIN_PAGE_STAMP, { force: true });
  const { build: buildWithVite } = await import('vite');
  await buildWithVite({ configFile: join(repository, 'admin-ui/vite.config.ts'), logLevel: 'error' });
  compress(join(repository, 'admin-ui/dist/assets'));
}

/** Beside each script and style its compressed forms: made once here, not at each request. */
function compress(directory) {
  for (const name of readdirSync(directory).filter((each) => /\.(js|css)$/.test(each))) {
    const text = readFileSync(join(directory, name));
    writeFileSync(join(directory, `${name}.gz`), gzipSync(text, { level: 9 }));
    writeFileSync(join(directory, `${name}.br`), brotliCompressSync(text)); // at its best level, unless told otherwise
  }
}

/** Builds what was not made from exactly the sources that are there. */
export async function ensureBuilt() {
  await ensure('Building', { stamp: STAMP, sources: SOURCES, make: buildPrograms });
  await ensure('Building the admin page', {
    stamp: ADMIN_PAGE_STAMP,
    sources: ADMIN_PAGE_SOURCES,
    make: buildAdminPage,
  });
}

async function ensure(title, { stamp, sources, make }) {
  const isMade = (hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isMade(hashOf(sources))) return;
  await withSetupLock(async () => {
    const hash = hashOf(sources);
    if (isMade(hash)) return; // another start did it meanwhile
    await step(title, async () => {
      await make();
      writeFileSync(stamp, hash);
    });
  });
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf).sort()) {
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
