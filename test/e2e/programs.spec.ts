import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startApp } from '../support/app-process.js';

/** Writes which packages were required from node_modules, as the process ends. */
const RECORDER = `
const Module = require('node:module');
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const usual = Module._extensions['.js'];
const packages = new Set();
Module._extensions['.js'] = function (module, file) {
  const [, name] = /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(file) ?? [];
  if (name !== undefined && !packages.has(name)) {
    packages.add(name);
    appendFileSync(join(__dirname, 'packages'), name + '\\n');
  }
  return usual.call(this, module, file);
};
`;

it('has every package of its framework once: in the bundle', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'backstitch-test-'));
  const recorder = join(directory, 'recorder.cjs');
  await writeFile(recorder, RECORDER);
  const app = await startApp({ env: { NODE_OPTIONS: `--require=${recorder}` } });
  try {
    expect((await app.api.get('/sources?limit=0')).status).toBe(400); // validation has loaded what it needs
    await fetch(`${app.baseUrl}/api/docs-json`);
    const required = (await readFile(join(directory, 'packages'), 'utf8')).split('\n');
    expect(required).toContain('bull'); // as installed
    const inBundle = /^(@nestjs\/|typeorm$|rxjs$|reflect-metadata$|class-|express$)/;
    expect(required.filter((name) => inBundle.test(name))).toEqual([]);
  } finally {
    await app.stop();
    await rm(directory, { recursive: true });
  }
});
