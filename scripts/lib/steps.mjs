// Whoever read our output may be gone (`| head`); the work goes on.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

let output = process.stdout;

/** Where steps are told from now on: standard error, for a script whose standard output is its answer. */
export function speakOn(stream) {
  output = stream;
}

/**
 * Says what is being done: one line a step, with seconds. The title stands while the work goes on.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  write(`  ${title} … `);
  try {
    const result = await work();
    write(`${seconds()}\n`);
    return result;
  } catch (error) {
    write(`failed after ${seconds()}\n`);
    throw error;
  }
}

/** A line of its own, for what a person should know. */
export function say(line) {
  write(`  ${line}\n`);
}

function write(text) {
  output.write(text);
}
