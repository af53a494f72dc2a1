import { expect, it } from '@jest/globals';
import { foldedRuns } from './folded-runs.js';

const told = (sentence: string, outcome = 'ok'): { sentence: string; outcome: string } => ({ sentence, outcome });

it('folds neighbours that say the same and went the same way, in their order', () => {
  const runs = foldedRuns([
    told('planned'),
    told('planned'),
    told('planned'),
    told('signed in'),
    told('planned'),
    told('planned', 'refused'),
  ]);
  expect(runs.map(({ newest, others }) => [newest.sentence, newest.outcome, others.length])).toEqual([
    ['planned', 'ok', 2],
    ['signed in', 'ok', 0],
    ['planned', 'ok', 0],
    ['planned', 'refused', 0],
  ]);
  expect(foldedRuns([])).toEqual([]);
});
