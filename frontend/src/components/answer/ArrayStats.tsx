import type { ArrayAnswer } from '../../api/types'
import { alignDecimals } from '../../lib/matrix'
import classes from './ArrayStats.module.css'

/** What a notebook says of an array that is too large to send: all digits that came, their points under each other. */
export function ArrayStats({ stats }: Pick<ArrayAnswer, 'stats'>) {
  const values = alignDecimals(stats.map(({ value }) => value))
  return (
    <table className={classes.stats}>
      <tbody>
        {stats.map(({ name }, i) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{values[i]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
