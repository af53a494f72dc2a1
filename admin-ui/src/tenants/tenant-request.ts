/** What a form gives and the API does not want to hear of: fields that nobody filled in. */
export interface TenantForm {
  ownLimits?: Record<string, number | string | null | undefined>;
  licenseExpiresAt?: string | null;
}

/** Of own limits those that were filled in; a day as its beginning. */
export function toRequest({ ownLimits = {}, licenseExpiresAt, ...rest }: TenantForm): object {
  const given = Object.entries(ownLimits).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const expires = licenseExpiresAt === undefined || licenseExpiresAt === '' ? null : licenseExpiresAt;
  return {
    ...rest,
    ownLimits: Object.fromEntries(given),
    licenseExpiresAt: expires === null ? null : new Date(expires).toISOString(),
  };
}
