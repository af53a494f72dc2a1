// Loaded into a worker of a test by `NODE_OPTIONS=--import`: kills it right before or right after one step that it takes
// in its store. The steps are told to BST_TEST_STEPS (a line each); BST_TEST_TRAP names a file that says
// `<before|after> <step>` while a trap is set, and is gone otherwise. Nothing else of the process is changed.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, sep } from 'node:path';
import process from 'node:process';

const { BACKUP_DIR: store, BST_TEST_TRAP: trapFile, BST_TEST_STEPS: stepsFile } = process.env;

if (store && trapFile && stepsFile && /worker\.js$/.test(process.argv[1] ?? '')) watch();

function watch() {
  const paths = new WeakMap();
  const { open, link, unlink, mkdir, rmdir } = fs.promises;

  fs.promises.open = async (path, ...rest) => {
    const makes = typeof rest[0] === 'number' && (rest[0] & fs.constants.O_CREAT) !== 0;
    const handle = await around(makes ? `create ${nameOf(path)}` : null, path, () => open(path, ...rest));
    if (isOurs(path)) {
      paths.set(handle, path);
      watchHandle(Object.getPrototypeOf(handle));
    }
    return handle;
  };
  fs.promises.link = (from, to) => around(`name ${nameOf(to)}`, to, () => link(from, to));
  fs.promises.unlink = (path) => around(`remove ${nameOf(path)}`, path, () => unlink(path));
  fs.promises.mkdir = (path, ...rest) => around('make directory', path, () => mkdir(path, ...rest));
  fs.promises.rmdir = (path) => around('remove directory', path, () => rmdir(path));
  syncBuiltinESMExports();

  function watchHandle(prototype) {
    if (prototype.isWatched) return;
    prototype.isWatched = true;
    for (const [method, verb] of [
      ['writev', 'write'],
      ['sync', 'sync'],
    ]) {
      const original = prototype[method];
      prototype[method] = function (...args) {
        const path = paths.get(this);
        const act = () => original.apply(this, args);
        return path === undefined ? act() : around(`${verb} ${nameOf(path)}`, path, act);
      };
    }
  }
}

async function around(step, path, act) {
  if (step === null || !isOurs(path)) return act();
  fs.appendFileSync(stepsFile, `${step}\n`);
  dieIf(`before ${step}`);
  const result = await act();
  dieIf(`after ${step}`);
  return result;
}

function dieIf(place) {
  let wanted;
  try {
    wanted = fs.readFileSync(trapFile, 'utf8');
  } catch {
    return; // no trap is set
  }
  if (wanted !== place) return;
  fs.unlinkSync(trapFile);
  process.kill(process.pid, 'SIGKILL');
}

function isOurs(path) {
  return typeof path === 'string' && (path === store || path.startsWith(store + sep));
}

/** What kind of file it is: names differ from backup to backup. */
function nameOf(path) {
  const name = basename(String(path));
  if (!name.includes('.')) return 'directory';
  const kind = name.includes('manifest')
    ? 'manifest'
    : /\.age(\.[0-9a-f]+\.partial)?$/.test(name)
      ? 'artifact'
      : 'file';
  return name.endsWith('.partial') ? `partial ${kind}` : kind;
}
