import { QRCodeSVG } from 'qrcode.react'
import { useTranslation } from 'react-i18next'
import { useCurrentFacts, useStatus } from '../../api/queries'
import { Paper } from '../../components/Paper'
import { Prose } from '../../components/Prose'
import { Sentence } from '../../components/Sentence'
import words from '../../words/en/guide.json'
import classes from './StudentsSheet.module.css'

const topics = Object.keys(words) as (keyof typeof words)[]

function Begin({ address, session }: { address: string | undefined; session: string | undefined }) {
  const { t } = useTranslation(['help', 'join'])
  if (address === undefined) return <p>{t('sheet.none')}</p>
  return (
    <div className={classes.begin}>
      <div>
        <p>
          <Sentence words={t('sheet.begin')} parts={{ address: <b>{address}</b> }} />
        </p>
        {session !== undefined && (
          <p>
            <Sentence words={t('sheet.session')} parts={{ session: <bdi>{session}</bdi> }} />
          </p>
        )}
      </div>
      <QRCodeSVG
        value={`http://${address}/`}
        title={t('join:qr', { address: `http://${address}/` })}
        className={classes.qr}
        marginSize={2}
      />
    </div>
  )
}

/** A page to print for students: how to begin, what send does, what is kept about them. */
export function StudentsSheet() {
  const { t } = useTranslation('help')
  const { t: guide } = useTranslation('guide')
  const { data: status } = useStatus()
  const session = useCurrentFacts()
  // Only a session that takes answers is named: a sheet that is printed stays true until the next lab.
  const isNamed = session?.open === true && !session.demo
  if (!status) return null
  return (
    <Paper
      from={{ href: '/help/students', label: t('title') }}
      label={t('sheet.label')}
      title={t('sheet.title')}
    >
      <Begin address={status.addresses[0]} session={isNamed ? session.name : undefined} />
      {topics.map((topic) => (
        <section key={topic}>
          <h2>{guide(`${topic}.title`)}</h2>
          <p>
            <Prose>{guide(`${topic}.text`)}</Prose>
          </p>
        </section>
      ))}
    </Paper>
  )
}
