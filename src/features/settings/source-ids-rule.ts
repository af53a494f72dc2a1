import { isUUID, ValidateBy } from 'class-validator';

const MAX_SOURCES = 1_000;

/** `"all"`, or a list of ids, each once. */
export const AreSourceIds = (): PropertyDecorator =>
  ValidateBy({
    name: 'areSourceIds',
    validator: {
      validate: areSourceIds,
      defaultMessage: () => `$property must be "all", or a list of at most ${MAX_SOURCES} ids of sources, each once`,
    },
  });

function areSourceIds(value: unknown): boolean {
  if (value === 'all') return true;
  if (!Array.isArray(value) || value.length > MAX_SOURCES) return false;
  return value.every((id) => isUUID(id, 'loose')) && new Set(value).size === value.length;
}
