import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  /** The list this page belongs to. */
  back?: { address: string; name: string };
  /** Beside the title: what narrows down what is shown. */
  filters?: ReactNode;
  /** At the end of the bar: what can be done. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A page that scrolls below its bar. */
export function Page({ title, back, filters, tools, children }: PageProps) {
  return (
    <div className={classes["page"]}>
      <div className={classes["bar"]}>
        <div className={classes["title"]}>
          {back && <Link href={back.address}>{back.name}</Link>}
          <h1>{title}</h1>
        </div>
        {filters}
        {tools && <div className={`${classes["tools"]} g-no-print`}>{tools}</div>}
      </div>
      <div className={classes["body"]}>{children}</div>
    </div>
  );
}
