import { dim } from './format.mjs';

const WIDTH = 28;
/** Without a terminal: no more than a line in so many milliseconds. */
const QUIET_MS = 4000;

/**
 * One thing that takes a while: on a terminal a line that is drawn again and again, elsewhere a line now and then.
 * Exactly one may be open at a time; close it by `done` or `abandon`, both may be called twice.
 * @param {string} label
 */
export function startProgress(label) {
  const out = process.stdout;
  let isOpen = true;
  let lastAt = out.isTTY ? 0 : performance.now();

  const line = (fraction, text) => {
    const full = Math.round(Math.min(1, Math.max(0, fraction)) * WIDTH);
    const percent = `${String(Math.floor(fraction * 100)).padStart(3)} %`;
    return `  ${label.padEnd(16)} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent}  ${text}`;
  };

  return {
    /** @param {number} fraction 0 … 1 */
    update(fraction, text = '') {
      if (!isOpen) return;
      const now = performance.now();
      if (out.isTTY) {
        if (now - lastAt < 50 && fraction < 1) return;
        out.write(`\r${line(fraction, text).slice(0, (out.columns ?? 100) - 1)}\u001b[K`);
      } else {
        if (now - lastAt < QUIET_MS) return;
        out.write(`  ${label}: ${Math.floor(fraction * 100)} % ${text}\n`);
      }
      lastAt = now;
    },
    /** @param {string} text what came of it */
    done(text) {
      if (!isOpen) return;
      isOpen = false;
      out.write(`${out.isTTY ? '\r' : ''}  ${label.padEnd(16)} ${text}${out.isTTY ? '\u001b[K' : ''}\n`);
    },
    abandon() {
      if (!isOpen) return;
      isOpen = false;
      if (out.isTTY) out.write(`${dim(' …')}\n`);
    },
  };
}
