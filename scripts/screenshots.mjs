import { ensureBuilt } from './lib/build.mjs';
import { ensurePrograms } from './lib/ensure-programs.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { readScreenshotOptions } from './lib/screenshots/options.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run screenshots [-- --only PATTERN] [--theme light] [--width phone] [--locale fr-FR] [--keep]`: every page of the
// admin page, on a Backstitch of its own with believable data, light and dark, wide and on a phone.
await runMain(async () => {
  requireNode();
  const options = readScreenshotOptions();
  await ensurePackages();
  const { chromium } = await ensurePrograms({ need: ['postgresql', 'redis', 'zstd', 'age', 'chromium'] });
  await ensureBuilt();
  const { runScreenshots } = await import('./lib/screenshots/run-screenshots.mjs'); // needs the packages
  return runScreenshots(chromium, options);
});
