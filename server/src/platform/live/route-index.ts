/** Finds by the routes of an event what is to be told of it, without asking everybody. */
export class RouteIndex<T extends { readonly feed: { readonly routes: readonly string[] } }> {
  private readonly byRoute = new Map<string, Set<T>>();

  add(entry: T): void {
    for (const route of entry.feed.routes) {
      let entries = this.byRoute.get(route);
      if (!entries) this.byRoute.set(route, (entries = new Set()));
      entries.add(entry);
    }
  }

  remove(entry: T): void {
    for (const route of entry.feed.routes) {
      const entries = this.byRoute.get(route);
      entries?.delete(entry);
      if (entries?.size === 0) this.byRoute.delete(route);
    }
  }

  /** Each entry once. */
  find(routes: Iterable<string>): Set<T> {
    const found = new Set<T>();
    for (const route of routes) for (const entry of this.byRoute.get(route) ?? []) found.add(entry);
    return found;
  }
}
