import { expect, it } from '@jest/globals';
import { exposition } from './exposition.js';

it('writes what Prometheus reads', () => {
  const text = exposition([
    { name: 'a_total', help: 'All.', type: 'counter', samples: [{ value: 3 }] },
    {
      name: 'b_seconds',
      help: 'Long\nand \\ short.',
      type: 'histogram',
      samples: [
        { suffix: '_bucket', labels: { source: 'a "b"\\\nc', le: '+Inf' }, value: 0.5 },
        { suffix: '_count', value: 1 },
      ],
    },
    { name: 'c', help: 'None.', type: 'gauge', samples: [] },
  ]);
  expect(text).toBe(
    [
      '# HELP a_total All.',
      '# TYPE a_total counter',
      'a_total 3',
      '# HELP b_seconds Long\\nand \\\\ short.',
      '# TYPE b_seconds histogram',
      'b_seconds_bucket{source="a \\"b\\"\\\\\\nc",le="+Inf"} 0.5',
      'b_seconds_count 1',
      '# HELP c None.',
      '# TYPE c gauge',
      '',
    ].join('\n'),
  );
});
