import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from './paths.mjs';

const COMPILED = join(repository, 'dist/src');
const BUNDLED = join(repository, 'dist/app');

/**
 * Packages that stay as they are installed: they find files of theirs beside them (Lua scripts, workers, pages, binaries),
 * or are needed by such a package and should be there once only.
 */
const AS_INSTALLED = [
  '@node-rs/argon2',
  '@opentelemetry/api',
  'bull',
  'ioredis',
  'pg',
  'pino',
  'swagger-ui-dist',
  'tsx',
  'typescript',
];

/**
 * Makes `dist/app/main.js`, `worker.js` and `cli.js` of what was compiled into `dist/src`, with the packages they use: a
 * start reads a few files instead of two thousand (decision 71).
 */
export async function bundle() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: ['main', 'worker', 'cli'].map((name) => join(COMPILED, `${name}.js`)),
    outdir: BUNDLED, // entries and what they share side by side: see ownPlaces
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true, // Nest and TypeORM go by the names of classes
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    external: AS_INSTALLED.flatMap((name) => [name, `${name}/*`]),
    plugins: [ownPlaces, laterPackages, noMapsOfPackages],
    // What CommonJS packages rely on.
    banner: {
      js: `import { createRequire as makeRequireOfBundle } from 'node:module'; import { fileURLToPath as pathInBundle } from 'node:url'; const require = makeRequireOfBundle(import.meta.url); const __filename = pathInBundle(import.meta.url); const __dirname = pathInBundle(new URL('.', import.meta.url));`,
    },
    logLevel: 'error',
  });
}

/** A file of ours that asks where it is learns where it was compiled to, not where the bundle lies. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\/dist\/src\/.*\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (!code.includes('import.meta.')) return undefined;
      const url = `new URL(${JSON.stringify(relative(BUNDLED, path))}, import.meta.url)`;
      return {
        contents: code
          .replace(REQUIRED_SWAGGER, `import * as openapi from '@nestjs/swagger';`)
          .replaceAll('import.meta.url', `(${url}.href)`)
          .replaceAll('import.meta.dirname', `pathInBundle(new URL('.', ${url}))`),
        loader: 'js',
      };
    });
  },
};

/** What Nest's compiler plugin writes into DTOs and controllers; a package that is required at run time stays outside. */
const REQUIRED_SWAGGER = 'const openapi = __require("@nestjs/swagger");';

/**
 * Packages that are imported when they are needed stay outside, where they lose none of their names; so do those that
 * another one would use if they were there (drivers of other databases).
 */
const laterPackages = {
  name: 'later-packages',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === 'asked' || kind === 'entry-point') return undefined;
      if (kind === 'dynamic-import') return { path, external: true };
      const found = await resolve(path, { kind, resolveDir, pluginData: 'asked' });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};

/** Source maps tell where our own code failed; those of packages would be most of what a start reads. */
const noMapsOfPackages = {
  name: 'no-maps-of-packages',
  setup({ onLoad }) {
    onLoad({ filter: /\/node_modules\/.*\.[cm]?js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${EMPTY_MAP}`,
      loader: 'default',
    }));
  },
};
const EMPTY_MAP = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');
