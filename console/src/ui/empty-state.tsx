import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ui.module.css";

interface EmptyStateProps {
  icon: TablerIcon;
  title: string;
  /** It is all there is on the page, so its title is the page's. */
  isPage?: boolean;
  /** What to do now. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, isPage = false, children, action }: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className={classes["empty"]}>
      <Icon size={34} stroke={1.4} aria-hidden />
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
