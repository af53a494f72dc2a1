import { useLocaleState } from 'react-admin';

/**
 * How dates and numbers are written: in the language of the page, as in the reader's own country where their browser says
 * which. 1/11 is in January for some and in November for others.
 */
export function useRegion(): string {
  const [language] = useLocaleState();
  return regionOf(language);
}

export function regionOf(language: string): string {
  return navigator.languages.find((tag) => tag.slice(0, 2) === language) ?? language;
}
