type Values = Record<string, unknown>;

/** What `POST /tenants` takes. */
export function tenantRequest(values: Values): Values {
  return { slug: values.slug, ...tenantChanges(values) };
}

/** What `PATCH /tenants/:id` takes: of own limits those that are filled in; a day as its beginning. */
export function tenantChanges({ name, plan, ownLimits, licenseExpiresAt }: Values): Values {
  const given = Object.entries((ownLimits ?? {}) as Values).filter(([, value]) => !isEmpty(value));
  return {
    name,
    plan,
    ownLimits: Object.fromEntries(given),
    licenseExpiresAt: isEmpty(licenseExpiresAt) ? null : new Date(licenseExpiresAt as string).toISOString(),
  };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
