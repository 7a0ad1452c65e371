import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ui.module.css";

interface ProblemNoticeProps {
  /** What happened. */
  title: string;
  /** Why, and what to do next. */
  children?: ReactNode;
  details?: readonly string[];
  actions?: ReactNode;
}

export function ProblemNotice({ title, children, details = [], actions }: ProblemNoticeProps) {
  return (
    <div className={classes["problem"]} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <p>
        <strong>{title}</strong>
      </p>
      {children && <p>{children}</p>}
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {actions && <div className={classes["problemActions"]}>{actions}</div>}
    </div>
  );
}
