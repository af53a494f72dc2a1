// Loaded into a worker by `NODE_OPTIONS=--import`: writes a line `<time> <ms> <starved ms>` to BST_TEST_EVENT_LOOP
// whenever its event loop could not turn for 15 ms or more. `starved` is the part in which the kernel let somebody else
// run instead (/proc/self/schedstat of the main thread): that is the machine's doing, the rest is ours.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setInterval } from 'node:timers';

const { BST_TEST_EVENT_LOOP: file } = process.env;
const EVERY_MS = 5;
const TOLD_FROM_MS = 15;

if (file && /worker\.js$/.test(process.argv[1] ?? '')) {
  const schedstat = fs.openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
  const buffer = Buffer.alloc(128);
  const waitedMs = () => {
    const length = fs.readSync(schedstat, buffer, 0, buffer.length, 0);
    return Number(buffer.toString('latin1', 0, length).split(' ')[1]) / 1e6;
  };
  let last = performance.now();
  let lastWaited = waitedMs();
  setInterval(() => {
    const now = performance.now();
    const waited = waitedMs();
    const late = now - last - EVERY_MS;
    const starved = waited - lastWaited;
    if (late >= TOLD_FROM_MS) {
      fs.appendFileSync(file, `${Date.now()} ${late.toFixed(1)} ${Math.min(late, starved).toFixed(1)}\n`);
    }
    last = performance.now();
    lastWaited = waitedMs();
  }, EVERY_MS).unref();
}
