import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { expect, it } from '@jest/globals';
import { currentTraceparent, inSpan, parentOf } from './spans.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

it.each([
  [`00-${TRACE}-${SPAN}-01`, 1],
  [`00-${TRACE}-${SPAN}-00`, 0],
  [`00-${TRACE}-${SPAN}-03`, 1],
  [`cc-${TRACE}-${SPAN}-01-what-comes-later`, 1],
])('reads %s', (traceparent, traceFlags) => {
  expect(trace.getSpanContext(parentOf(traceparent))).toEqual({
    traceId: TRACE,
    spanId: SPAN,
    traceFlags,
    isRemote: true,
  });
});

it.each([
  null,
  '',
  'x',
  `00-${TRACE}-${SPAN}`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01x`,
])('begins a trace of its own for %j', (traceparent) => {
  expect(parentOf(traceparent)).toBe(ROOT_CONTEXT);
});

it('does the work and nothing else where nobody traces', async () => {
  const result = await inSpan('work', {}, async (span) => [span, currentTraceparent()]);
  expect(result).toEqual([null, null]);
});
