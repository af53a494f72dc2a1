import { formatBytes, formatDuration, yellow } from './format.mjs';
import { startProgress } from './progress.mjs';

/**
 * The progress of a job of Backstitch as it streams it: phase, bytes, rate, time left. Warnings of its log are printed
 * at the end, so that they do not tear the line.
 * @param {string} label
 */
export function showProgressOf(label) {
  const progress = startProgress(label);
  const warnings = [];
  const onProgress = ({ percent, phase, bytes, bytesPerSecond, etaSeconds }) => {
    const parts = [phase];
    if (bytes > 0) parts.push(formatBytes(bytes));
    if (bytesPerSecond > 0) parts.push(`${formatBytes(bytesPerSecond)}/s`);
    if (etaSeconds > 0) parts.push(`${formatDuration(etaSeconds * 1000)} left`);
    progress.update((percent ?? 0) / 100, parts.filter(Boolean).join(' · '));
  };
  const onLog = ({ level, message }) => {
    if (level === 'warn' || level === 'error') warnings.push(message);
  };
  return {
    listeners: { onProgress, onLog },
    done(text) {
      progress.done(text);
      for (const warning of warnings) console.log(yellow(`  ! ${warning}`));
    },
  };
}
