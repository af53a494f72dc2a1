import { SetupError } from './shutdown.mjs';

const OLDEST = 20;

/** @throws SetupError when Node is too old for us */
export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST) return;
  throw new SetupError(
    `Backstitch needs Node ${OLDEST} or newer; this is ${process.version}. See https://nodejs.org/en/download.`,
  );
}
