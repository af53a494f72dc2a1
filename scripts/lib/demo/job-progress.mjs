import { formatBytes, formatDuration, yellow } from './format.mjs';
import { startProgress } from './progress.mjs';

/**
 * The progress of a job of Backstitch as it streams it: phase, bytes, rate, time left.
 * @param {string} label
 */
export function showProgressOf(label) {
  const progress = startProgress(label);
  return {
    onProgress({ percent, phase, bytes, bytesPerSecond, etaSeconds }) {
      const parts = [phase];
      if (bytes > 0) parts.push(formatBytes(bytes));
      if (bytesPerSecond > 0) parts.push(`${formatBytes(bytesPerSecond)}/s`);
      if (etaSeconds > 0) parts.push(`${formatDuration(etaSeconds * 1000)} left`);
      progress.update((percent ?? 0) / 100, parts.filter(Boolean).join(' · '));
    },
    /** @param {string} text what came of it */
    done(text, { warnings = [] } = {}) {
      progress.done(text);
      for (const { code, message } of warnings) console.log(yellow(`  ! ${code}: ${message}`));
    },
  };
}
