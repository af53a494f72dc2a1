/** `Section.Name` → its values, in their order: a name may be set several times. */
export function parseUnit(text: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  let section = '';
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, title] = /^\[(\w+)\]$/.exec(line) ?? [];
    if (title !== undefined) section = title;
    else {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`This is no line of a unit: ${line}`);
      values.set(`${section}.${name}`, [...(values.get(`${section}.${name}`) ?? []), value]);
    }
  }
  return values;
}
