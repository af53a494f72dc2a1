/**
 * Tells listeners, in whatever process, that a subject has something new to read. A hint only, never the news itself:
 * PostgreSQL has that. Without one, or when it loses a message, listeners find out by looking once a second.
 * The id of a credential (a session, an API key) and of a person is a subject, too: wake it when it was revoked, or the person
 * is kept out, and the streams end that were opened with it.
 */
export abstract class Wakes {
  abstract wake(subjectId: string): void;
  /** Returns what ends the listening. */
  abstract onWake(subjectId: string, listener: () => void): () => void;
}
