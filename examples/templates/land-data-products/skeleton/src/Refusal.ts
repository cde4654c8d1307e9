/** What trying again cannot help: the service ends with it. */
export class Refusal extends Error {
  // By this the Kafka client knows not to try again.
  readonly retriable = false;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Refusal';
  }
}
