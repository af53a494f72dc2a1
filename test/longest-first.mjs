import Sequencer from '@jest/test-sequencer';

/** These wait for time-outs, build installations or try every side of something: begun late, they would end alone. */
const LONGEST = [
  'restores',
  'in-place',
  'demo',
  'who-may',
  'people',
  'retention',
  'administration',
  'imports',
  'drills',
  'audit',
  'schedules',
];
const KINDS = ['ui', 'faults', 'e2e', 'contract', 'medium', 'unit'];

/** The order of a run: what takes long first, and what is a matter of milliseconds last. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1));
  }
}

function rank({ path, context }) {
  const name = /([^/]+)\.spec\.ts$/.exec(path)?.[1];
  const kind = KINDS.indexOf(context.config.displayName?.name);
  const long = kind < 3 ? LONGEST.indexOf(name) : -1;
  return long < 0 ? LONGEST.length + kind : long;
}
