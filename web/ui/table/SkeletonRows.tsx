import classes from './DataTable.module.css';

const widths = [64, 48, 72, 40, 56, 60, 44, 68, 52, 58];

/** Grey lines where rows will be. */
export function SkeletonRows({ columns, wide }: { columns: number; wide: boolean }) {
  return widths.map((width, row) => (
    <tr key={width} className={classes.skeleton}>
      {wide ? <td /> : null}
      {widths.slice(0, columns).map((share, column) => (
        <td key={share}>
          <span style={{ width: `${((share + width + row * 7 + column * 13) % 50) + 30}%` }} />
        </td>
      ))}
    </tr>
  ));
}
