/** How bad it is: the colour, and whether a mail is urgent. */
export type Tone = 'bad' | 'warning' | 'good' | 'neutral';

export interface Fact {
  label: string;
  value: string;
}

/** One line of a list, with where to read more. */
export interface Entry {
  tone: Tone;
  text: string;
  url: string | null;
}

export interface Group {
  title: string;
  entries: Entry[];
  /** How many more there are than `entries`. */
  more: number;
}

/**
 * What a channel is told, before it has the form of its kind. Every text is plain and may hold what others wrote (names,
 * messages of a database server): each renderer escapes all of it for its own format.
 */
export interface Message {
  /** The same for every attempt. */
  id: string;
  tone: Tone;
  /** One line: subject, title. */
  title: string;
  /** What to know first, a sentence or two; may be empty. */
  lead: string;
  facts: Fact[];
  groups: Group[];
  link: { label: string; url: string } | null;
  /** Who says so, and to which channel. */
  footer: string;
}
