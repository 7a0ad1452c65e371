import type { Note } from "./feed.js";

type Merge<N> = (earlier: N, later: N) => N | null;

/**
 * Notes that wait, in the order of their positions. A note that merges with one already waiting takes its place at
 * the end: positions only grow, and what waits is bounded by the number of subjects.
 */
export class Pending<N extends Note> {
  /** By subject, or by position for feeds that show every event. A Map keeps the order of insertion. */
  private notes = new Map<string | number, N>();

  constructor(private readonly merge: Merge<N>) {}

  get size(): number {
    return this.notes.size;
  }

  add(note: N): void {
    const waiting = this.notes.get(note.subject);
    const merged = waiting ? this.merge(waiting, note) : note;
    if (waiting && merged) {
      this.notes.delete(note.subject);
      this.notes.set(note.subject, merged);
    } else {
      // Never merged: the first note of a subject and all others lie under keys of their own.
      this.notes.set(waiting ? `${note.subject}@${note.position}` : note.subject, note);
    }
  }

  /** Takes out the first ones. */
  take(count: number): N[] {
    const taken: N[] = [];
    for (const [key, note] of this.notes) {
      if (taken.length === count) break;
      taken.push(note);
      this.notes.delete(key);
    }
    return taken;
  }

  /** Puts notes back that were taken out and could not be shown: they come before all others, merged as always. */
  putBack(notes: readonly N[]): void {
    const later = [...this.notes.values()];
    this.notes = new Map();
    for (const note of notes) this.add(note);
    for (const note of later) this.add(note);
  }

  clear(): void {
    this.notes.clear();
  }

  /** All of them as one list, merged. */
  static merged<N extends Note>(notes: Iterable<N>, merge: Merge<N>): N[] {
    const pending = new Pending<N>(merge);
    for (const note of notes) pending.add(note);
    return pending.take(pending.size);
  }
}
