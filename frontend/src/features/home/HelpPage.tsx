import { IconArrowLeft } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Section, sections } from './help'
import classes from './HelpPage.module.css'

/** A text in which words between backticks are shown as code. */
function Prose({ children }: { children: string }) {
  return children
    .split('`')
    .map((piece, i) => (
      <Fragment key={i}>{i % 2 === 0 ? piece : <code className={classes.code}>{piece}</code>}</Fragment>
    ))
}

function HelpSection({ id, paragraphs, table }: Section) {
  const { t } = useTranslation('home')
  // The names of a section's words are plain strings here; help.test checks that they exist.
  const say = (name: string) => t(`help.${id}.${name}` as 'help.title')
  return (
    <section id={`help-${id}`} className={classes.section} aria-labelledby={`help-${id}-title`}>
      <h2 id={`help-${id}-title`}>{say('title')}</h2>
      {paragraphs.map((name) => (
        <p key={name}>
          <Prose>{say(name)}</Prose>
        </p>
      ))}
      {table && (
        <table>
          <thead>
            <tr>
              {table.head.map((column) => (
                <th key={column} scope="col">
                  {t(`help.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([left, right]) => (
              <tr key={left}>
                <td>
                  <Prose>{say(left)}</Prose>
                </td>
                <td>
                  <Prose>{say(right)}</Prose>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** The help: a text for the teacher that needs no internet. */
export function HelpPage() {
  const { t } = useTranslation('home')
  return (
    <div className={classes.page}>
      <div className={classes.columns}>
        <nav className={classes.contents} aria-label={t('help.contents')}>
          <Link href="/" className={classes.back}>
            <IconArrowLeft size={14} aria-hidden /> {t('help.back')}
          </Link>
          <ul>
            {sections.map(({ id }) => (
              <li key={id}>
                {/* A button, because a link would change the hash, which is the route. */}
                <button
                  type="button"
                  onClick={() => document.getElementById(`help-${id}`)?.scrollIntoView({ block: 'start' })}
                >
                  {t(`help.${id}.title`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <article className={classes.text}>
          <h1>{t('help.title')}</h1>
          <p className="muted">{t('help.lead')}</p>
          {sections.map((section) => (
            <HelpSection key={section.id} {...section} />
          ))}
        </article>
      </div>
    </div>
  )
}
