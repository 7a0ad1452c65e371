/** A value in a table that leaves the desk as a file, with what it is: a spreadsheet must be able to go on computing. */
export type Cell =
  | { readonly text: string }
  | { readonly number: number }
  /** A part of one: 0.25 is 25 %. */
  | { readonly share: number }
  /** In milliseconds. */
  | { readonly duration: number }
  /** A wall clock's reading, "2016-03-31T14:05:00": the zone is the table's to say. */
  | { readonly dateTime: string }
  /** Nothing is known. */
  | null;

export interface Sheet {
  name: string;
  /** The first row is the table's head where there is one. */
  hasHead: boolean;
  rows: readonly (readonly Cell[])[];
}

export function text(value: string): Cell {
  return { text: value };
}

export function number(value: number | null): Cell {
  return value === null ? null : { number: value };
}

export function share(value: number | null): Cell {
  return value === null ? null : { share: value };
}

export function duration(milliseconds: number | null): Cell {
  return milliseconds === null ? null : { duration: milliseconds };
}
