import { bold } from './format.mjs';
import { backUp, compareWithPgDump, verifyTheBackup } from './steps/back-up.mjs';
import { checkTheRestore } from './steps/check-restore.mjs';
import { driftTheShop } from './steps/drift.mjs';
import { fillTheShop } from './steps/fill-shop.mjs';
import { planTheRestore } from './steps/plan-restore.mjs';
import { registerTheSource } from './steps/register-source.mjs';
import { restoreTheBackup } from './steps/restore.mjs';
import { rollBack } from './steps/roll-back.mjs';

/** The main job, step by step. */
const STEPS = [
  fillTheShop,
  registerTheSource,
  backUp,
  compareWithPgDump,
  verifyTheBackup,
  driftTheShop,
  planTheRestore,
  restoreTheBackup,
  checkTheRestore,
  rollBack,
];

/**
 * @param {object} demo what the steps share: `api` (the public API), `shop` (its server), `checks`, `options`, `home`,
 *   `signal`, and `facts`, where each leaves what later ones need
 */
export async function runSteps(demo) {
  for (const [index, step] of STEPS.entries()) {
    demo.signal.throwIfAborted();
    console.log(`\n${bold(`${index + 1}/${STEPS.length}  ${step.title}`)}`);
    await step.run(demo);
    demo.checks.endOfStep();
  }
}
