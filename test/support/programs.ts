import { eventually } from './eventually.js';
import { programsOf } from './leftovers.js';

/** The program of that name that the application has started, once it runs; its guard has given way to it by then. */
export async function programNamed(name: string, temporaryDirectory: string): Promise<number> {
  return eventually(`the application runs ${name}`, async () => {
    const lines = await programsOf(temporaryDirectory);
    const line = lines.find((entry) => new RegExp(`^\\d+ (\\S*/)?${name}( |$)`).test(entry));
    return line === undefined ? null : Number(line.split(' ')[0]);
  });
}
