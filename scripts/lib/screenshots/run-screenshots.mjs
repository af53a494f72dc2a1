import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLiveJobs } from '../showcase/live-jobs.mjs';
import { startShowcase } from '../showcase/start-showcase.mjs';
import { onShutdown } from '../shutdown.mjs';
import { say, step } from '../steps.mjs';
import { startCamera } from './camera.mjs';
import { liveScenes, quietScenes } from './scenes.mjs';

/**
 * @param {string} executablePath of Chromium
 * @param {ReturnType<import('./options.mjs').readScreenshotOptions>} options
 * @returns {Promise<number>} 0 when every photograph was taken, and nothing is wrong with what is on them
 */
export async function runScreenshots(executablePath, options) {
  const isOurs = options.of === null;
  const showcase = isOurs ? await startShowcase() : JSON.parse(readFileSync(options.of, 'utf8'));
  const camera = await startCamera({ executablePath, ...showcase, ...options });
  onShutdown(camera.stop);

  /** @returns {Promise<number>} with how many of them something is wrong */
  const photograph = async (title, scenes) => {
    const problems = await step(title, () => camera.photograph(scenes, options));
    for (const problem of problems) say(`! ${problem}`);
    return problems.length;
  };
  let problems = await photograph('Photographing pages at rest', quietScenes(showcase.ids));
  if (isOurs) {
    const live = await step('Starting what is going on', () => startLiveJobs(showcase));
    Object.assign(showcase.ids, live.ids);
    problems += await photograph('Photographing work going on', liveScenes(showcase.ids));
    await live.release();
  } else {
    problems += await photograph('Photographing what was going on', liveScenes(showcase.ids));
  }

  say(`The photographs are in ${options.folder}.`);
  if (options.keep) await keepRunning(showcase, options.folder);
  return problems === 0 ? 0 : 1;
}

/** Until Ctrl-C. */
async function keepRunning({ baseUrl, ids, people, ended }, folder) {
  const file = join(folder, 'instance.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ baseUrl, ids, people }, null, 2), { mode: 0o600 });
  say(`Left running until Ctrl-C: ${baseUrl}/admin. Who may sign in stands in ${file}.`);
  await ended;
}
