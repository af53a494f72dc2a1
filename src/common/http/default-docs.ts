import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/**
 * Whatever has a default may be left out, and is of its default's type: of `page = 1` the build reads neither, since
 * nothing is written there but the value.
 */
export function documentDefaults(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      for (const parameter of operation?.parameters ?? []) {
        if ('schema' in parameter && describeByDefault(parameter.schema)) parameter.required = false;
      }
    }
  }
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    if ('$ref' in schema) continue;
    const withDefault = Object.entries(schema.properties ?? {}).filter(([, property]) => describeByDefault(property));
    const mayBeAbsent = new Set(withDefault.map(([name]) => name));
    if (mayBeAbsent.size > 0) schema.required = (schema.required ?? []).filter((name) => !mayBeAbsent.has(name));
  }
  delete document.components?.schemas?.Object;
}

/** False where there is no default. */
function describeByDefault(schema: Schema | undefined): boolean {
  if (schema === undefined || '$ref' in schema || schema.default === undefined) return false;
  if (schema.type === undefined && JSON.stringify(schema.allOf) === OF_NO_TYPE) {
    delete schema.allOf;
    schema.type = Number.isInteger(schema.default) ? 'integer' : typeof schema.default;
  }
  return true;
}

const OF_NO_TYPE = '[{"$ref":"#/components/schemas/Object"}]';
