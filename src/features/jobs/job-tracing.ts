import { inSpan, markFailed, recordSpan } from '../../platform/tracing/spans.js';
import type { JobContext } from './job-context.js';

/** One attempt of a job as a span, of the trace of the request that asked for it; before the first, its wait in the queue. */
export async function tracedAttempt(context: JobContext, attempt: () => Promise<void>): Promise<void> {
  const { job } = context;
  const attributes = {
    'backstitch.job.id': job.id,
    'backstitch.job.action': job.action,
    'backstitch.job.attempt': job.epoch,
    'backstitch.tenant.id': job.tenantId,
    [`backstitch.${job.subjectType}.id`]: job.subjectId,
    ...(job.sourceId === null ? {} : { 'backstitch.source.id': job.sourceId }),
  };
  if (job.epoch === 1) {
    recordSpan(`${job.action} wait`, { attributes, parent: job.traceparent, from: job.createdAt, to: new Date() });
  }
  await inSpan(`${job.action} job`, { kind: 'consumer', parent: job.traceparent, attributes }, async (span) => {
    await attempt();
    const { state, error } = context.outcome ?? { state: 'handed_back', error: null };
    span?.setAttribute('backstitch.job.state', state);
    if (span !== null && error !== null) markFailed(span, error.code);
  });
}
