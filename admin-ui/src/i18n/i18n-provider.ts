import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { I18nProvider } from 'react-admin';
import { english } from './en/index.js';

const LOCALES = [
  { locale: 'en', name: 'English' },
  { locale: 'fr', name: 'Français' },
];

type Messages = typeof english;

/** English is in the first load; another language comes when the browser asks for it, or somebody chooses it. */
async function messagesOf(locale: string): Promise<Messages> {
  if (locale === 'fr') return (await import('./fr/index.js')).french;
  return english;
}

/** In the language of the browser, where it is one of ours. */
export async function makeI18nProvider(): Promise<I18nProvider> {
  const preferred = preferredLocale();
  const own = await messagesOf(preferred);
  return polyglotI18nProvider((locale) => (locale === preferred ? own : messagesOf(locale)), preferred, LOCALES);
}

function preferredLocale(): string {
  const known = LOCALES.map(({ locale }) => locale);
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((language) => known.includes(language)) ?? 'en';
}
