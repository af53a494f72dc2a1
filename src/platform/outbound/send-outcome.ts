/** What became of one attempt to tell somebody. `detail` and `hint` are for a person; neither has anything of what the other side wrote. */
export type SendOutcome =
  | { kind: 'delivered'; detail: string }
  /** Worth another attempt. `retryAfterSeconds`: not before, as the receiver asks. */
  | { kind: 'failed'; detail: string; hint: string | null; retryAfterSeconds: number | null }
  /** Another attempt would end the same. */
  | { kind: 'refused'; detail: string; hint: string | null };
