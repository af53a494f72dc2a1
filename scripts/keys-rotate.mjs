import { runControlCommand } from './lib/control-command.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run keys:rotate`: a new key for a tenant's artifacts, of an instance that may be running or not.
await runMain(() => runControlCommand('keys:rotate'));
