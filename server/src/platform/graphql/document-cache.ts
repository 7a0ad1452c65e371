import type { DocumentNode } from "graphql";

/** Valid documents by the hash of their text, the least recently used forgotten. Also Apollo's document store. */
export class DocumentCache {
  private readonly documents = new Map<string, DocumentNode>();

  constructor(private readonly room = 1_000) {}

  find(hash: string): DocumentNode | undefined {
    const document = this.documents.get(hash);
    if (document) {
      this.documents.delete(hash);
      this.documents.set(hash, document);
    }
    return document;
  }

  keep(hash: string, document: DocumentNode): void {
    this.documents.set(hash, document);
    if (this.documents.size <= this.room) return;
    const [oldest] = this.documents.keys();
    this.documents.delete(oldest!);
  }

  // Apollo's keys are the hash behind a prefix of its own.
  async get(key: string): Promise<DocumentNode | undefined> {
    return this.find(key.slice(-64));
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.keep(key.slice(-64), document);
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key.slice(-64));
  }
}
