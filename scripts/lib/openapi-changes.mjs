/**
 * What a client of the old OpenAPI document could no longer rely on with the new one, in sentences. Looks at what can be
 * told without knowing anybody's code: operations, parameters and fields that are gone or changed their type, what has
 * become required of requests, values that requests may no longer hold.
 */
export function breakingChanges(before, after) {
  const found = [];
  for (const [name, old] of operationsOf(before)) {
    const now = operationsOf(after).get(name);
    if (now === undefined) found.push(`${name} is gone`);
    else found.push(...parameterChanges(name, old, now), ...bodyChanges(name, { before, old }, { after, now }));
  }
  return [...new Set(found)];
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

function operationsOf(document) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => method in methods).map((method) => [`${method.toUpperCase()} ${path}`, methods[method]]),
  );
  return new Map(operations);
}

function parameterChanges(name, old, now) {
  const byName = ({ parameters = [] }) => new Map(parameters.map((one) => [`${one.in} ${one.name}`, one]));
  const [olds, nows] = [byName(old), byName(now)];
  const gone = [...olds.keys()].filter((key) => !nows.has(key)).map((key) => `${name} no longer takes ${key}`);
  const required = [...nows]
    .filter(([key, one]) => one.required === true && olds.get(key)?.required !== true)
    .map(([key]) => `${name} now requires ${key}`);
  return [...gone, ...required];
}

function bodyChanges(name, { before, old }, { after, now }) {
  const asked = contentChanges(`the body of ${name}`, old.requestBody?.content, now.requestBody?.content, {
    documents: [before, after],
    isRequest: true,
  });
  const answered = Object.entries(old.responses)
    .filter(([status]) => Number(status) < 400)
    .flatMap(([status, response]) => {
      const same = now.responses[status];
      if (same === undefined) return [`${name} no longer answers ${status}`];
      const options = { documents: [before, after], isRequest: false };
      return contentChanges(`the answer of ${name}`, response.content, same.content, options);
    });
  return [...asked, ...answered];
}

function contentChanges(where, old = {}, now = {}, options) {
  return Object.entries(old).flatMap(([type, { schema }]) =>
    type in now
      ? schemaChanges(where, schema ?? {}, now[type].schema ?? {}, options)
      : [`${where} is no longer ${type}`],
  );
}

/** `seen`: the old schemas above this one; a schema that holds itself is compared once. */
function schemaChanges(where, old, now, options, seen = []) {
  const [one, other] = [resolved(old, options.documents[0]), resolved(now, options.documents[1])];
  if (seen.includes(one)) return [];
  const deeper = (name, of, to) => schemaChanges(name, of, to, options, [...seen, one]);
  if (one.type !== other.type) return [`${where} is no longer ${one.type ?? 'of one type'}`];
  const found = one.items && other.items ? deeper(`${where}[]`, one.items, other.items) : [];
  for (const [field, value] of Object.entries(one.properties ?? {})) {
    const same = other.properties?.[field];
    if (same === undefined) found.push(`${where} has no ${field} any more`);
    else found.push(...deeper(`${field} in ${where}`, value, same));
  }
  if (options.isRequest) {
    const added = (other.required ?? []).filter((field) => !(one.required ?? []).includes(field));
    const gone = other.enum === undefined ? [] : (one.enum ?? []).filter((value) => !other.enum.includes(value));
    found.push(...added.map((field) => `${where} now requires ${field}`));
    found.push(...gone.map((value) => `${where} may no longer be ${JSON.stringify(value)}`));
  }
  return found;
}

function resolved(schema, document) {
  if (schema.allOf?.length === 1) return resolved(schema.allOf[0], document);
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : resolved(document.components.schemas[name] ?? {}, document);
}
