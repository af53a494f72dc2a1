/** Browsers list some zones by the names that they had once; these are today's. */
const TODAYS_NAMES: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** UTC first, then the others in their order, by today's names as far as this browser knows them. */
export const ZONES: readonly string[] = ['UTC', ...placesOf(Intl.supportedValuesOf('timeZone'))];

function placesOf(listed: readonly string[]): string[] {
  const named = listed.map((zone) => {
    const today = TODAYS_NAMES[zone];
    return today !== undefined && canonicalOf(today) !== null ? today : zone;
  });
  return [...new Set(named)].filter((zone) => zone !== 'UTC').toSorted((a, b) => (a < b ? -1 : 1));
}

/** What there is to choose from: with what is chosen already, and with what is typed where it is a zone (`Etc/GMT+5`). */
export function zonesWith(chosen: string | null | undefined, typed: string): readonly string[] {
  const more = [chosen ?? '', typed.trim()].filter((zone) => zone !== '' && !isListed(zone) && isZone(zone));
  return [...ZONES, ...new Set(more)];
}

/** By whose clocks somebody here reads: nothing has to be said of their own zone, by whichever name. */
export function isOwnZone(zone: string): boolean {
  return canonicalOf(zone) === canonicalOf(Intl.DateTimeFormat().resolvedOptions().timeZone);
}

const isListed = (zone: string): boolean => ZONES.some((each) => each.toLowerCase() === zone.toLowerCase());

/** As the server tells (src/common/time-zone.ts): an offset is none. */
const isZone = (name: string): boolean => /^[A-Za-z]/.test(name) && canonicalOf(name) !== null;

/** The one name of a zone in this browser; null: it knows no such zone. */
function canonicalOf(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null; // a RangeError
  }
}
