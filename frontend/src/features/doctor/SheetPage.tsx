import { useTranslation } from 'react-i18next'
import { useInterfaces } from '../../api/networkQueries'
import { useStatus } from '../../api/queries'
import type { NetworkInterface, Status } from '../../api/types'
import { Paper } from '../../components/Paper'
import classes from './SheetPage.module.css'

function List({ title, points }: { title: string; points: string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  )
}

function Computer({ status, interfaces }: { status: Status; interfaces: NetworkInterface[] }) {
  const { t } = useTranslation('doctor')
  const used = interfaces.filter((item) => item.used)
  return (
    <section>
      <h2>{t('page.computer')}</h2>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('page.owner')}</th>
            <td>
              <bdi>{status.owner}</bdi>
            </td>
          </tr>
          {status.hostName !== '' && (
            <tr>
              <th scope="row">{t('page.name')}</th>
              <td className="mono">{status.hostName}</td>
            </tr>
          )}
          {used.map(({ name, addrs }) => (
            <tr key={name}>
              <th scope="row">
                {t('page.interface')} {name}
              </th>
              <td className="mono">{addrs.join(', ')}</td>
            </tr>
          ))}
          {used.length === 0 && (
            <tr>
              <th scope="row">{t('page.address')}</th>
              <td>{t('page.noNetwork')}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t('page.program')}</th>
            <td>Notebook Progress Tracker {status.version}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Sheet({ status, interfaces }: { status: Status; interfaces: NetworkInterface[] }) {
  const { t } = useTranslation('doctor')
  const port = String(status.port)
  const address = status.addresses[0] ?? `127.0.0.1:${port}`
  return (
    <>
      <p>{t('page.intro')}</p>
      <Computer status={status} interfaces={interfaces} />
      <List
        title={t('page.needed')}
        points={[
          t('page.needReach', { port }),
          t('page.needApart'),
          t('page.needFirewall', { port }),
          t('page.needProxy'),
        ]}
      />
      <List
        title={t('page.helps')}
        points={[
          t('page.helpsName', { name: status.hostName === '' ? 'npt-….local' : status.hostName }),
          t('page.helpsAddress'),
        ]}
      />
      <List
        title={t('page.notNeeded')}
        points={[t('page.notInternet'), t('page.notPorts'), t('page.notRights')]}
      />
      <List title={t('page.passes')} points={[t('page.passesWhat'), t('page.passesSafe')]} />
      <section>
        <h2>{t('page.check')}</h2>
        <p>{t('page.checkText')}</p>
        <pre className={classes.check}>{`http://${address}/\ncurl --noproxy '*' http://${address}/who`}</pre>
      </section>
    </>
  )
}

/** A page to print that tells those who run the network what a lab needs. */
export function SheetPage() {
  const { t } = useTranslation('doctor')
  const { data: status } = useStatus()
  const { data: interfaces } = useInterfaces()
  if (!status || !interfaces) return null
  return (
    <Paper from={{ href: '/doctor', label: t('page.back') }} label={t('sheet')} title={t('page.title')}>
      <Sheet status={status} interfaces={interfaces} />
    </Paper>
  )
}
