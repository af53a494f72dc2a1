import polyglotI18nProvider from 'ra-i18n-polyglot';
import { english } from './en/index.js';

const LOCALES = [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
];

/** English is in the first load; another language comes when somebody chooses it. What it lacks is shown in English. */
export const i18nProvider = polyglotI18nProvider(
  (locale) => (locale === 'fr' ? import('./fr/index.js').then(({ french }) => french) : english),
  preferredLocale(),
  LOCALES,
  { allowMissing: true },
);

function preferredLocale(): string {
  const known = LOCALES.map(({ locale }) => locale);
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((language) => known.includes(language)) ?? 'en';
}
