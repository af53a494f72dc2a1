import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { STORABLE } from '../../common/http/field-rules.js';

const MOST_ROLES = 500;
/** NAMEDATALEN, less the byte that ends it. */
const LONGEST_NAME_BYTES = 63;

/** As the body has it: a role may be called `toString`, which class-transformer leaves out of an object. */
export const AsItCame = (): PropertyDecorator =>
  Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);

/** An object of names of roles: which of the backup, and which stands for it. */
export const IsOwnerMap = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOwnerMap',
    validator: {
      validate: isOwnerMap,
      defaultMessage: () =>
        `$property must be an object of at most ${MOST_ROLES} roles: a name in the backup, a name on the server, each of 1 to ${LONGEST_NAME_BYTES} bytes`,
    },
  });

function isOwnerMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MOST_ROLES && entries.flat().every(isRoleName);
}

function isRoleName(name: unknown): boolean {
  if (typeof name !== 'string' || name === '' || !STORABLE.test(name)) return false;
  return Buffer.byteLength(name) <= LONGEST_NAME_BYTES;
}
