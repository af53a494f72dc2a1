/** We do not connect to where this request was to go. The message names the host and the rule, for a person; the addresses behind a name are not told. */
export class OutboundRefusal extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'OutboundRefusal';
  }
}
