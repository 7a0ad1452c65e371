import DataLoader from "dataloader";

/**
 * The rows read during one turn of the hub, shared by all its feeds and renderings: each row is read once, all rows
 * of a kind in one query. Only rows that are the same for every viewer.
 */
export class Reads {
  private readonly loaders = new Map<string, unknown>();

  loader<K, V, C = K>(key: string, make: () => DataLoader<K, V, C>): DataLoader<K, V, C> {
    let loader = this.loaders.get(key) as DataLoader<K, V, C> | undefined;
    if (!loader) {
      loader = make();
      this.loaders.set(key, loader);
    }
    return loader;
  }

  /** A loader over a function that reads many rows at once; null where there is no row. */
  rows<K extends string | number, V>(
    key: string,
    read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
  ): DataLoader<K, V | null> {
    return this.loader(key, () => {
      const batch = async (keys: readonly K[]) => {
        const found = await read(keys);
        return keys.map((each) => found.get(each) ?? null);
      };
      return new DataLoader<K, V | null>(batch, { maxBatchSize: 500 });
    });
  }
}
