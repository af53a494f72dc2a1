import { runControlCommand } from './lib/control-command.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run admin:reset`: a new password for the superadmin, of an instance that may be running or not.
await runMain(() => runControlCommand('admin:reset'));
