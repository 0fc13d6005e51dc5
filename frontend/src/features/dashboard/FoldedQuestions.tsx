import { Button, Popover, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { QuestionLabel } from '../../components/QuestionLabel'
import { formatCount } from '../../lib/format'
import { questionRoute } from '../../lib/routes'
import { searchKey } from '../../lib/searchKey'
import type { Column } from './gridModel'
import classes from './FoldedQuestions.module.css'

/** How many are listed at once; the search finds the others. */
const LISTED = 100

interface FoldedQuestionsProps {
  questions: readonly Column[]
  partId: number
}

function List({ questions, partId }: FoldedQuestionsProps) {
  const { t } = useTranslation('dashboard')
  const [search, setSearch] = useState('')
  const words = searchKey(search)
  const found = questions.filter(({ label }) => searchKey(label).includes(words))
  const left = found.length - LISTED
  return (
    <>
      <p className={classes.why}>{t('folded.why')}</p>
      <TextInput
        size="xs"
        type="search"
        aria-label={t('folded.search')}
        placeholder={t('folded.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes.list} aria-label={t('folded.list')}>
        {found.slice(0, LISTED).map(({ label, students }) => (
          <li key={label}>
            <Link href={questionRoute(label, partId)} className={classes.question}>
              <QuestionLabel>{label}</QuestionLabel>
              <span className="grow" />
              <span className="muted">{t('folded.students', { count: students })}</span>
            </Link>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={classes.why}>{t('folded.nothing')}</p>}
      {left > 0 && <p className={classes.why}>{t('folded.left', { count: left })}</p>}
    </>
  )
}

/** The questions that have no column, as there are too many labels: their number warns, and opens their list. */
export function FoldedQuestions({ questions, partId }: FoldedQuestionsProps) {
  const { t } = useTranslation('dashboard')
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      trapFocus
      position="bottom-end"
      width={320}
      keepMounted={false}
    >
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.warning}
          leftSection={<IconAlertTriangle size={14} />}
          title={t('folded.why')}
          onClick={() => setOpen(!isOpen)}
        >
          {t('folded.more', { count: questions.length, shown: formatCount(questions.length) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <List questions={questions} partId={partId} />}</Popover.Dropdown>
    </Popover>
  )
}
