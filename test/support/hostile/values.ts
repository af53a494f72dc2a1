import { type OpenApi, resolved, type Schema } from './openapi.js';

export type Chance = () => number;

export function pick<Item>(items: readonly Item[], chance: Chance): Item {
  const item = items[Math.floor(chance() * items.length)];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}

/** Where a connection may be tried: what answers at once, and nothing beyond this machine. */
const HOSTS = ['127.0.0.1', 'localhost', '::1', '', '127.0.0.1:5432', 'a b', '169.254.169.254', '\u0000'];
const TEXTS = [
  ...['', ' ', 'a', 'null', 'true', '0', '-1', '1e309', 'NaN', '[object Object]', '2026-11-20', '9999-99-99', 'full'],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\ufeff',
    '\u202eevil',
    'ﷺ'.repeat(50),
    '👩‍👩‍👧‍👦',
    'é'.repeat(64),
    '\r\nSet-Cookie: a=b',
  ],
  ...[
    `' OR 1=1 --`,
    `"; DROP TABLE backups; --`,
    '$(id)',
    '`id`',
    '../../../../etc/passwd',
    '%00',
    '%',
    '{{7*7}}',
    '<script>',
  ],
  ...[
    'host=evil dbname=x',
    'postgres://evil/x',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    '* * * * *',
    '__proto__',
  ],
  ...[
    'a'.repeat(300),
    'a'.repeat(70_000),
    '\\',
    '\\u0000',
    '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10',
    'RESTORE',
    'Europe/Berlin',
  ],
];
const NUMBERS = [0, -0, -1, 1, 0.1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e21, 1e308, -1e308, 5e-324];

/** Any JSON value at all. */
export function anyValue(chance: Chance, depth = 0): unknown {
  const roll = chance();
  if (roll < 0.4) return pick(TEXTS, chance);
  if (roll < 0.6) return pick(NUMBERS, chance);
  if (roll < 0.7) return pick([null, true, false], chance);
  if (depth > 4) return null;
  const length = Math.floor(chance() * 4);
  if (roll < 0.85) return Array.from({ length }, () => anyValue(chance, depth + 1));
  return Object.fromEntries(Array.from({ length }, () => [pick(NAMES, chance), anyValue(chance, depth + 1)]));
}

const NAMES = [
  'id',
  'name',
  '',
  '0',
  'constructor',
  'prototype',
  'toString',
  'then',
  'tenantId',
  'a\u0000',
  '\ud800',
  'x'.repeat(500),
];

/** What the schema asks for, or nearly: so that a request comes past the first rule. */
export function nearValue(document: OpenApi, schema: Schema, chance: Chance, name = '', depth = 0): unknown {
  if (chance() < 0.12) return anyValue(chance, depth);
  const { type, enum: values, format, items, properties, required = [] } = resolved(document, schema);
  if (/host/i.test(name)) return pick(HOSTS, chance);
  if (values !== undefined && values.length > 0) return pick(values, chance);
  if (type === 'array') {
    const length = pick([0, 1, 1, 2, 60], chance);
    return Array.from({ length }, () =>
      items === undefined || depth > 6 ? null : nearValue(document, items, chance, name, depth + 1),
    );
  }
  if (properties !== undefined && depth < 7) {
    const chosen = Object.entries(properties).filter(([field]) => required.includes(field) || chance() < 0.4);
    return Object.fromEntries(chosen.map(([field, of]) => [field, nearValue(document, of, chance, field, depth + 1)]));
  }
  if (type === 'boolean') return chance() < 0.5;
  if (type === 'number' || type === 'integer')
    return chance() < 0.5 ? Math.floor(chance() * 30) : pick(NUMBERS, chance);
  if (format === 'uuid') return '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10';
  return type === 'object' ? {} : pick(TEXTS, chance);
}

/** As text of an address or a header. */
export function anyText(chance: Chance): string {
  return pick(TEXTS, chance);
}
