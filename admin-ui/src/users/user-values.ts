type Values = Record<string, unknown>;

const CHANGEABLE = ['email', 'name', 'role', 'active', 'mustChangePassword'];

/** What `POST /users` takes. */
export function userRequest(values: Values): Values {
  return some(values, [...CHANGEABLE, 'tenantId']);
}

/** What `PATCH /users/:id` takes. */
export function userChanges(values: Values): Values {
  return some(values, CHANGEABLE);
}

function some(values: Values, names: string[]): Values {
  return Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));
}
