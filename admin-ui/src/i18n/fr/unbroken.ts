/**
 * French has a space before high punctuation and inside its quotation marks, at which no line ends. The words are typed
 * with plain ones, which can be seen.
 */
export function unbroken<Words>(words: Words): Words {
  if (typeof words === 'string') return words.replaceAll(/ (?=[»:;?!])|(?<=«) /g, '\u00A0') as Words;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, unbroken<unknown>(word)])) as Words;
}
