/**
 * Reads a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html, §9.2.6) until
 * it ends. Comments (heartbeats) are passed over.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<{event: string, data: string, id: string | undefined}>}
 */
export async function* readServerSentEvents(body) {
  let lines = [];
  for await (const line of readLines(body)) {
    if (line !== '') {
      if (!line.startsWith(':')) lines.push(line);
      continue;
    }
    const event = parseEvent(lines);
    lines = [];
    if (event) yield event;
  }
}

function parseEvent(lines) {
  const data = [];
  let event = 'message';
  let id;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id') id = value;
  }
  return data.length > 0 ? { event, data: data.join('\n'), id } : null;
}

async function* readLines(body) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
