import type { components } from '../api/schema.js';
import { toTheMinute } from './formats.js';

type Reason = components['schemas']['HealthReasonDto'];
type Translate = (key: string, values?: Record<string, unknown>) => string;

/** Why a source is not wholly well, in the reader's language and zone; in the server's words where there are none. */
export function healthReason(
  { code, message, facts }: Pick<Reason, 'code' | 'message' | 'facts'>,
  translate: Translate,
  locale: string,
): string {
  return translate(`bs.health.${code}`, {
    _: message,
    schedule: facts.schedule,
    due: facts.dueAt === undefined ? undefined : toTheMinute(facts.dueAt, locale),
    smart_count: facts.count ?? facts.hours,
  });
}
