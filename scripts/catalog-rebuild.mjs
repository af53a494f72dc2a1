import { runControlCommand } from './lib/control-command.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run catalog:rebuild`: brings what a store holds into the control database.
await runMain(() => runControlCommand('catalog:rebuild'));
