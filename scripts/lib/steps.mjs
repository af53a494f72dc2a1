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
  const begun = `  ${title} … `;
  begin(begun);
  try {
    const result = await work();
    end(begun, seconds());
    return result;
  } catch (error) {
    end(begun, `failed after ${seconds()}`);
    throw error;
  }
}

/** A line of its own, for what a person should know. */
export function say(line) {
  begin(`  ${line}\n`);
  standing = null;
}

/** The beginning of a line whose end is yet to come. */
let standing = null;

function begin(text) {
  output.write(standing === null ? text : `\n${text}`);
  standing = text;
}

/** Where something else was said meanwhile, the title stands again before its end. */
function end(begun, text) {
  if (standing === begun) output.write(`${text}\n`);
  else begin(`${begun}${text}\n`);
  standing = null;
}
