import { IsOptional, isString, ValidateBy, ValidateIf } from 'class-validator';
import { isTime } from '../time-text.js';
import { isTimeZone } from '../time-zone.js';

/** What PostgreSQL can keep, as text and inside of jsonb: neither a zero byte nor half a surrogate pair. Every text of a request has this or ONE_LINE. */
export const STORABLE = /^[^\0\p{Cs}]*$/u;

/** The same, without line breaks. */
export const ONE_LINE = /^[^\0\n\r\p{Cs}]*$/u;

/** As many bytes of UTF-8. Unlike class-validator's IsByteLength it takes half a surrogate pair for a character, and does not throw. */
export const HasBytes = (min: number, max: number): PropertyDecorator =>
  ValidateBy({
    name: 'hasBytes',
    validator: {
      validate: (value: unknown) => {
        const bytes = isString(value) ? Buffer.byteLength(value) : -1;
        return min <= bytes && bytes <= max;
      },
      defaultMessage: () => `$property must have ${min} to ${max} bytes in UTF-8`,
    },
  });

/** The field may be left out. Unlike with IsOptional, null is a value, which the field's other rules then refuse. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** The field may be left out, or be null, which takes away what is kept. */
export const MayBeCleared = (): PropertyDecorator => IsOptional();

/** A day (`2026-11-20`, midnight in UTC) or a moment with its offset (RFC 3339), of the years 1 to 9999; nothing that only looks like one. */
export const IsTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTime',
    validator: {
      validate: isTime,
      defaultMessage: () => '$property must be a day (2026-11-20) or a time with its offset (2026-11-20T03:15:00Z)',
    },
  });

/** The name of a time zone, such as Europe/Berlin. */
export const IsTimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: isTimeZone,
      defaultMessage: () => '$property must be the name of an IANA time zone, such as Europe/Berlin',
    },
  });
