/** How far a subject is, as its row says. */
export interface SubjectProgress {
  status: string;
  /** Sent as it is whenever it changed; null sends nothing. */
  progress: object | null;
  /** No event will follow those that are committed already. */
  isFinal: boolean;
}
