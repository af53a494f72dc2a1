import type { components } from '../api/schema.js';
import type { BackupHealth } from '../data/backup-health.js';
import { healthReason } from '../ui/health-reason.js';
import { percentInWords } from '../ui/measures.js';
import { filtered, type Mend, mendOfPart, mendOfReason } from './mends.js';

type Part = components['schemas']['HealthPartDto'];
export type Light = BackupHealth['status'];

/** Something that is not as it should be. */
export interface Concern {
  key: string;
  light: Light;
  /** What it is about, in a word or a name. */
  about: string;
  /** Where that is looked at. */
  to: string | null;
  sentence: string;
  mend: Mend | null;
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** As docs/operations.md has it: below the first attention is due, below the second there is danger. */
const LEAST_SUCCESS = [95, 90] as const;
const LEAST_FREE = [20, 10] as const;

/** Whatever is not as it should be, the worst first. @param parts of the service; none where one may not see them */
export function concernsOf(
  health: BackupHealth,
  parts: readonly Part[],
  translate: Translate,
  locale: string,
): Concern[] {
  const { diskFreePercent, successRate24h } = health;
  const below = (key: string) => (percent: number) =>
    translate(`bs.dashboard.concern.${key}`, { percent: percentInWords(percent, locale) });
  const room = limitConcern(diskFreePercent, LEAST_FREE, {
    about: translate('bs.dashboard.concern.room'),
    to: '/backups',
    sentence: below('room_low'),
    mend: mendOfPart('disk'),
  });
  const concerns: Concern[] = [
    ...parts.flatMap((part) => partConcern(part, translate)),
    ...health.sources.flatMap(({ sourceId, name, reasons }) =>
      reasons
        .filter(({ light }) => light !== 'green')
        .map((reason) => ({
          key: `${sourceId} ${reason.code}`,
          light: reason.light,
          about: name,
          to: `/sources/${sourceId}/show`,
          sentence: healthReason(reason, translate, locale),
          mend: mendOfReason(reason.code, sourceId),
        })),
    ),
    ...room,
    ...limitConcern(successRate24h, LEAST_SUCCESS, {
      about: translate('bs.dashboard.concern.success'),
      to: filtered('backups', { status: 'failed' }),
      sentence: below('success_low'),
      mend: null,
    }),
  ];
  // Said once: of late backups source by source, of little room by its share.
  const isSaid = (key: string): boolean => key === 'part backups' || (key === 'part disk' && room.length > 0);
  return concerns.filter(({ key }) => !isSaid(key)).sort((one, other) => rank(other.light) - rank(one.light));
}

/** The worst of all that is shown; what waits for somebody wants attention, too. */
export function worstLight(health: BackupHealth, concerns: readonly Concern[], isAwaited: boolean): Light {
  const lights = [health.status, ...concerns.map(({ light }) => light), isAwaited ? 'yellow' : 'green'];
  return lights.includes('red') ? 'red' : lights.includes('yellow') ? 'yellow' : 'green';
}

function partConcern({ name, status, message, reason }: Part, translate: Translate): Concern[] {
  if (status === 'ok') return [];
  return [
    {
      key: `part ${name}`,
      light: status === 'down' ? 'red' : 'yellow',
      about: translate(`bs.dashboard.part.${name}`, { _: name }),
      to: null,
      sentence: message ?? reason ?? status,
      mend: mendOfPart(name),
    },
  ];
}

function limitConcern(
  value: number | null,
  [yellow, red]: readonly [number, number],
  words: Omit<Concern, 'key' | 'light' | 'sentence'> & { sentence: (value: number) => string },
): Concern[] {
  if (value === null || value >= yellow) return [];
  return [{ key: words.about, light: value < red ? 'red' : 'yellow', ...words, sentence: words.sentence(value) }];
}

function rank(light: Light): number {
  return ['green', 'yellow', 'red'].indexOf(light);
}
