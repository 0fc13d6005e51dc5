import { useTranslation } from 'react-i18next'
import type { Call } from '../../api/types'
import classes from './Calls.module.css'

/** What a function gave for the inputs with which it was called, below its code. */
export function Calls({ calls }: { calls: Call[] }) {
  const { t } = useTranslation('answer')
  return (
    <table className={classes.calls} aria-label={t('calls.title')}>
      <thead>
        <tr>
          <th scope="col">{t('calls.input')}</th>
          <th scope="col">{t('calls.came')}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map(({ input, came, error, late }, i) => (
          <tr key={i}>
            <td className="mono">{input === '' ? '()' : input}</td>
            <td className={error || late ? 'mono faint' : 'mono'}>{late ? t('calls.late') : came}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
