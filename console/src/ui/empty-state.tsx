import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ui.module.css";

interface EmptyStateProps {
  icon: TablerIcon;
  title: string;
  /** What to do now. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes["empty"]}>
      <Icon size={34} stroke={1.4} aria-hidden />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
