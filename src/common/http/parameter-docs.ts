import type { OpenAPIObject } from '@nestjs/swagger';

/** What a path's `{id}` is the id of, and what a status means that no route describes: the same everywhere, so said in one place. */
export function documentPathsAndAnswers(document: OpenAPIObject): void {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const operation of [methods.get, methods.post, methods.put, methods.patch, methods.delete]) {
      for (const parameter of operation?.parameters ?? []) {
        if ('in' in parameter && parameter.in === 'path') parameter.description ??= ofPath(path, parameter.name);
      }
      for (const [status, response] of Object.entries(operation?.responses ?? {})) {
        if (response !== undefined && 'description' in response) response.description ||= ANSWERS[status] ?? '';
      }
    }
  }
}

const ANSWERS: Partial<Record<string, string>> = {
  200: 'What was asked for, or what came of it.',
  201: 'It is made; `Location` says where it is.',
  202: 'It is accepted, and goes on by itself.',
  204: 'There is nothing more to say.',
};

/** `/notification-channels/{id}/test`: the notification channel's. Where a path has two, both are of the same kind. */
function ofPath(path: string, name: string): string {
  const [, segment = ''] = /([^/]+)\/\{/.exec(path) ?? [];
  const noun = segment.replace(/^api-/, 'API ').replaceAll('-', ' ').replace(/s$/, '');
  return name === 'id' ? `The id of the ${noun}.` : `The id of the other ${noun}.`;
}
