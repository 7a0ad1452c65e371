import classes from "./ui.module.css";

export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s-]+/u);
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return `${words[0]?.[0] ?? "?"}${last?.[0] ?? ""}`.toUpperCase();
}

export function Initials({ name, here = false }: { name: string; here?: boolean }) {
  return (
    <span className={classes["initials"]} data-here={here || undefined} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

export function PersonName({ name, mark = true }: { name: string; mark?: boolean }) {
  return (
    <span className={classes["person"]}>
      {mark && <Initials name={name} />}
      <span title={name}>{name}</span>
    </span>
  );
}
