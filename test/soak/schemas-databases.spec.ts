import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { hostileNames } from '../support/postgres-databases.js';
import {
  Belongings,
  type EncodingCase,
  expectEncodingRoundTrip,
  expectNameRoundTrip,
} from '../support/schema-round-trips.js';

let app: AppProcess;
let belongings: Belongings;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  belongings = new Belongings(app);
});
afterEach(async () => {
  await belongings.drop();
});

describe('a database and a role with a name that breaks careless programs', () => {
  it.each(hostileNames())('%j', (name) => expectNameRoundTrip(app, belongings, name));
});

const C = `LOCALE 'C'`;
const ENCODINGS: EncodingCase[] = [
  ['LATIN1', C, 'Größe çé ÿ'],
  ['LATIN2', C, 'Łódź žř'],
  ['LATIN3', C, 'Ĉĝ ż'],
  ['LATIN4', C, 'Ķļ ŗ'],
  ['LATIN5', C, 'Iğdır ş'],
  ['LATIN6', C, 'Þŋ ð'],
  ['LATIN7', C, 'Ąžuolas'],
  ['LATIN8', C, 'Ŵŷ Ḃ'],
  ['LATIN9', C, '10 € Œ'],
  ['LATIN10', C, 'Țară €'],
  ['ISO_8859_5', C, 'Привет'],
  ['ISO_8859_6', C, 'مرحبا'],
  ['ISO_8859_7', C, 'Γειά'],
  ['ISO_8859_8', C, 'שלום'],
  ['KOI8R', C, 'Привет'],
  ['KOI8U', C, 'Привіт ґ'],
  ['WIN866', C, 'Привет'],
  ['WIN874', C, 'ภาษา'],
  ['WIN1250', C, 'Łódź „x”'],
  ['WIN1251', C, 'Привет ґ'],
  ['WIN1252', C, '“10 €”'],
  ['WIN1253', C, 'Γειά €'],
  ['WIN1254', C, 'Iğdır €'],
  ['WIN1255', C, 'שלום ₪'],
  ['WIN1256', C, 'مرحبا €'],
  ['WIN1257', C, 'Ąžuolas €'],
  ['WIN1258', C, 'ơư ₫'],
  ['EUC_JP', C, '漢字かな表'],
  ['EUC_KR', C, '한국어'],
  ['EUC_CN', C, '汉字'],
  ['UTF8', `LOCALE 'C.UTF-8'`, '漢字 ü 😀'],
  ['UTF8', `LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk'`, 'Ärger ü 😀'],
  ['UTF8', `LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'und-u-ks-level2'`, 'Ärger ü 😀'],
  ['LATIN1', `LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'sv-SE'`, 'Åsa'],
];

describe('a database of another encoding or locale', () => {
  it.each(ENCODINGS)('%s, %s: %s', (...encoding) => expectEncodingRoundTrip(app, belongings, encoding));
});
