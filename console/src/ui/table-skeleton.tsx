import classes from "./table.module.css";

const widths = ["62%", "48%", "71%", "55%", "66%", "43%", "58%", "69%"];

/** Where rows are on their way. */
export function TableSkeleton({ columns, rows = 8 }: { columns: number; rows?: number }) {
  return (
    <tbody aria-hidden>
      {widths.slice(0, rows).map((width) => (
        <tr key={width} className={classes["skeleton"]}>
          <td colSpan={columns}>
            <i style={{ width }} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
