import polyglotI18nProvider from 'ra-i18n-polyglot';
import { type I18nProvider, localStorageStore } from 'react-admin';
import { regionOf } from '../ui/use-region.js';
import { countsWritten } from './counts-written.js';
import type { english } from './en/index.js';

const LOCALES = [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
];

type Messages = typeof english;

/** One language is loaded; another one when somebody chooses it. */
async function messagesOf(locale: string): Promise<Messages> {
  if (locale === 'fr') return (await import('./fr/index.js')).french;
  return (await import('./en/index.js')).english;
}

/** In the language that was chosen last, else in that of the browser, where it is one of ours. */
export async function makeI18nProvider(): Promise<I18nProvider> {
  const preferred = preferredLocale();
  const own = await messagesOf(preferred);
  const provider = polyglotI18nProvider(
    (locale) => (locale === preferred ? own : messagesOf(locale)),
    preferred,
    LOCALES,
    { replace: countsWritten(() => regionOf(provider.getLocale())) },
  );
  document.documentElement.lang = preferred;
  return {
    ...provider,
    async changeLocale(locale) {
      await provider.changeLocale(locale);
      document.documentElement.lang = provider.getLocale(); // how a screen reader pronounces it
    },
  };
}

function preferredLocale(): string {
  const known = LOCALES.map(({ locale }) => locale);
  const chosen = localStorageStore().getItem<string>('locale') ?? '';
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((language) => known.includes(language)) ?? 'en';
}
