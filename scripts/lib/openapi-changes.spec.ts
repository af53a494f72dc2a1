import { expect, it } from '@jest/globals';
import { breakingChanges } from './openapi-changes.mjs';

/** A list with a filter, and a way to add to it. */
const document = () => ({
  paths: {
    '/things': {
      get: {
        parameters: [{ in: 'query', name: 'page', required: false }],
        responses: {
          200: {
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
            },
          },
        },
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/NewThing' } } } },
        responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          size: { type: 'number' },
          parent: { allOf: [{ $ref: '#/components/schemas/Thing' }] },
        },
        required: ['id'],
      },
      NewThing: {
        type: 'object',
        properties: { name: { type: 'string' }, kind: { type: 'string', enum: ['one', 'two'] } },
        required: ['name'],
      },
    },
  },
});

type Document = ReturnType<typeof document>;
const changed = (change: (document: Document) => void): string[] => {
  const after = document();
  change(after);
  return breakingChanges(document(), after);
};
const without = (map: object, name: string): void => {
  Reflect.deleteProperty(map, name);
};

it('finds nothing where nothing was taken away', () => {
  expect(changed(() => undefined)).toEqual([]);
  const more = changed(({ paths, components: { schemas } }) => {
    Object.assign(paths, { '/more': { get: { responses: {} } } });
    paths['/things'].get.parameters.push({ in: 'query', name: 'q', required: false });
    Object.assign(schemas.Thing.properties, { colour: { type: 'string' } });
    Object.assign(schemas.NewThing.properties, { colour: { type: 'string' } });
    schemas.NewThing.properties.kind.enum.push('three');
    schemas.NewThing.required.pop();
    schemas.Thing.required.push('size');
  });
  expect(more).toEqual([]);
});

it.each<[string, (document: Document) => void]>([
  [
    'POST /things is gone',
    ({ paths }) => {
      without(paths['/things'], 'post');
    },
  ],
  ['GET /things no longer takes query page', ({ paths }) => paths['/things'].get.parameters.pop()],
  [
    'GET /things now requires query q',
    ({ paths }) => paths['/things'].get.parameters.push({ in: 'query', name: 'q', required: true }),
  ],
  [
    'POST /things no longer answers 201',
    ({ paths }) => {
      without(paths['/things'].post.responses, '201');
    },
  ],
  [
    'the body of POST /things is no longer application/json',
    ({ paths }) => {
      without(paths['/things'].post.requestBody.content, 'application/json');
    },
  ],
  ['the body of POST /things now requires kind', ({ components }) => components.schemas.NewThing.required.push('kind')],
  [
    'kind in the body of POST /things may no longer be "two"',
    ({ components }) => components.schemas.NewThing.properties.kind.enum.pop(),
  ],
  [
    'the body of POST /things has no kind any more',
    ({ components }) => {
      without(components.schemas.NewThing.properties, 'kind');
    },
  ],
])('%s', (sentence, change) => {
  expect(changed(change)).toEqual([sentence]);
});

it('looks into answers, lists and schemas that hold themselves', () => {
  const found = changed(({ components: { schemas } }) => {
    without(schemas.Thing.properties, 'size');
    schemas.Thing.properties.id.type = 'number';
  });
  expect(found).toEqual([
    'id in the answer of GET /things[] is no longer string',
    'the answer of GET /things[] has no size any more',
    'id in the answer of POST /things is no longer string',
    'the answer of POST /things has no size any more',
  ]);
});
