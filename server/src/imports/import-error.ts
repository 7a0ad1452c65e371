/** What keeps a log from being imported, told to whoever asked for it: no stack, one message. */
export class ImportError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ImportError";
  }
}
