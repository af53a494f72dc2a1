/** Whoever asks for the same while it is being worked out gets what comes of that, also where it fails. */
export class Together<Result> {
  private readonly begun = new Map<string, Promise<Result>>();

  ask(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = this.begun.get(key) ?? work().finally(() => this.begun.delete(key));
    this.begun.set(key, result);
    return result;
  }
}
