import { IconArrowLeft, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { CellKinds } from '../../components/CellKinds'
import { Prose } from '../../components/Prose'
import { chapters, type Section, type SectionId } from './help'
import { HelpKeys } from './HelpKeys'
import classes from './HelpPage.module.css'

/** What stands below the paragraphs of a section, where that is no table. */
const more: Partial<Record<SectionId, () => ReactNode>> = {
  cells: CellKinds,
  students: SheetLink,
  keys: HelpKeys,
}

function SheetLink() {
  const { t } = useTranslation('help')
  return (
    <p>
      <Link href="/help/students/sheet" className={classes.sheet}>
        <IconPrinter size={14} aria-hidden /> {t('sheet.open')}
      </Link>
    </p>
  )
}

function HelpTable({ id, head, rows }: { id: SectionId } & NonNullable<Section['table']>) {
  const { t } = useTranslation('help')
  return (
    <table data-columns={head.length}>
      <thead>
        <tr>
          {head.map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, at) => (
              <td key={at}>
                {/* The names of a section's words are plain strings here; help.test checks that they exist. */}
                <Prose>
                  {'code' in cell
                    ? `\`${cell.code}\``
                    : t(`sections.${id}.${cell.word}` as 'sections.start.title')}
                </Prose>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HelpSection({ id, paragraphs, table }: Section) {
  const { t } = useTranslation('help')
  const More = more[id]
  return (
    <section id={`help-${id}`} className={classes.section} aria-labelledby={`help-${id}-title`}>
      <h2 id={`help-${id}-title`}>{t(`sections.${id}.title`)}</h2>
      {paragraphs.map((name) => (
        <p key={name}>
          <Prose>{t(`sections.${id}.${name}` as 'sections.start.p1')}</Prose>
        </p>
      ))}
      {table && <HelpTable id={id} {...table} />}
      {More && <More />}
    </section>
  )
}

function scrollTo(id: string): void {
  document.getElementById(`help-${id}`)?.scrollIntoView({ block: 'start' })
}

function Contents() {
  const { t } = useTranslation('help')
  return (
    <nav className={classes.contents} aria-label={t('contents')}>
      <Link href="/" className={classes.back}>
        <IconArrowLeft size={14} aria-hidden /> {t('back')}
      </Link>
      {chapters.map(({ name, sections }) => (
        <div key={name}>
          <p className={classes.chapter}>{t(`groups.${name}`)}</p>
          <ul>
            {sections.map(({ id }) => (
              <li key={id}>
                {/* A button, because it scrolls again to where one has been. */}
                <button type="button" onClick={() => scrollTo(id)}>
                  {t(`sections.${id}.title`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** The help: a text for the teacher that needs no internet. Its route may name the section to begin with. */
export function HelpPage() {
  const { t } = useTranslation('help')
  const { section } = useParams<{ section?: string }>()
  useEffect(() => scrollTo(section ?? ''), [section])
  return (
    <div className={classes.page}>
      <div className={classes.columns}>
        <Contents />
        <article className={classes.text}>
          <h1>{t('title')}</h1>
          <p className="muted">{t('lead')}</p>
          {chapters.flatMap(({ sections }) =>
            sections.map((section) => <HelpSection key={section.id} {...section} />),
          )}
        </article>
      </div>
    </div>
  )
}
