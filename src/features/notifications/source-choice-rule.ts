import { isUUID, ValidateBy } from 'class-validator';

const MOST = 500;

/** `all`, or a list of ids without doubles. */
export const IsAllOrIds = (): PropertyDecorator =>
  ValidateBy({
    name: 'isAllOrIds',
    validator: {
      validate: (value: unknown) => value === 'all' || isIds(value),
      defaultMessage: () => '$property must be "all", or a list of 1 to 500 ids',
    },
  });

function isIds(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST) return false;
  return new Set(value).size === value.length && value.every((id) => isUUID(id, 'loose'));
}
