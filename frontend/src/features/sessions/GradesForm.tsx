import { Button, Checkbox, Group, Modal, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExportFormat, exportSession } from '../../api/transfers'
import { exportCanvas, useGrades, useSetGrades } from '../../api/grades'
import type { Grades, Session } from '../../api/types'
import { notifyDone, notifyError } from '../../components/notify'
import { questionName } from '../../lib/questionName'
import { GradesMissed } from './GradesMissed'
import classes from './GradesForm.module.css'

const kinds = ['right', 'sent', 'wrong'] as const
const formats = ['gradebook', 'grid', 'answers', 'moodle'] as const satisfies ExportFormat[]
const PERCENT = 100

interface PointsProps {
  /** What the points are of. */
  of: string
  points: Grades['default']
  onPoints: (points: Grades['default']) => void
}

/** Three fields: what a right, a sent and a wrong answer give. */
function PointFields({ of, points, onPoints }: PointsProps) {
  const { t } = useTranslation('grades')
  return kinds.map((kind) => (
    <NumberInput
      key={kind}
      size="xs"
      aria-label={t('pointsOf', { kind: t(kind), of })}
      value={points[kind]}
      decimalScale={2}
      step={0.5}
      onChange={(value) => typeof value === 'number' && onPoints({ ...points, [kind]: value })}
    />
  ))
}

/** Local time as a field for a day and a time writes it. */
function localOf(stamp: string): string {
  if (stamp === '') return ''
  const at = new Date(stamp)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 'yyyy-mm-ddThh:mm'.length)
}

/** How points are counted: by default, by question, when late, and of several answers. */
function Scheme({ grades, onGrades }: { grades: Grades; onGrades: (grades: Grades) => void }) {
  const { t } = useTranslation('grades')
  const set = (change: Partial<Grades>) => onGrades({ ...grades, ...change })
  return (
    <>
      <div className={classes.points}>
        <span />
        {kinds.map((kind) => (
          <span key={kind} className="faint">
            {t(kind)}
          </span>
        ))}
        <b>{t('default')}</b>
        <PointFields
          of={t('default')}
          points={grades.default}
          onPoints={(points) => set({ default: points })}
        />
        {grades.questions.map((question, at) => {
          const name = questionName(question.label, question.title)
          const own = (points: Grades['default']) =>
            set({ questions: grades.questions.map((q, i) => (i === at ? { ...q, own: true, points } : q)) })
          return (
            <div key={question.label} className={classes.question}>
              <span className="truncate" title={name}>
                <bdi>{name}</bdi>
              </span>
              <PointFields
                of={name}
                points={question.own ? question.points : grades.default}
                onPoints={own}
              />
            </div>
          )
        })}
      </div>
      <Group gap="sm" align="end">
        <TextInput
          type="datetime-local"
          label={t('due')}
          value={localOf(grades.due)}
          onChange={({ currentTarget: { value } }) =>
            set({ due: value === '' ? '' : new Date(value).toISOString() })
          }
        />
        <NumberInput
          label={t('lateShare')}
          suffix=" %"
          min={0}
          max={PERCENT}
          disabled={grades.due === ''}
          value={Math.round(grades.lateShare * PERCENT)}
          onChange={(value) => typeof value === 'number' && set({ lateShare: value / PERCENT })}
        />
      </Group>
      <Checkbox
        label={t('countBest')}
        checked={grades.countBest}
        onChange={(event) => set({ countBest: event.currentTarget.checked })}
      />
    </>
  )
}

function Form({ session, grades }: { session: Session; grades: Grades }) {
  const { t } = useTranslation('grades')
  const [edited, setEdited] = useState(grades)
  const set = useSetGrades(session.id)
  const saved = (path: string) => path !== '' && notifyDone(t('saved', { path }))
  // What is written counts as it stands here.
  const write = (save: () => Promise<string>) =>
    set.mutateAsync(edited).then(save).then(saved).catch(notifyError)
  return (
    <div className={classes.form}>
      <p className="muted">{t('note')}</p>
      <Scheme grades={edited} onGrades={setEdited} />
      <GradesMissed grades={grades} />
      <Group gap="xs">
        {formats.map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            onClick={() => void write(() => exportSession(session.id, format))}
          >
            {t(`save.${format}`)}
          </Button>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          title={t('save.canvasNote')}
          onClick={() => void write(() => exportCanvas(session.id))}
        >
          {t('save.canvas')}
        </Button>
      </Group>
    </div>
  )
}

interface GradesFormProps {
  session: Session
  opened: boolean
  onClose: () => void
}

/** How points are counted in a session, whom its gradebook misses, and the files that it can be saved as. */
export function GradesForm({ session, opened, onClose }: GradesFormProps) {
  const { t } = useTranslation('grades')
  const { data: grades } = useGrades(session.id)
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('title', { session: session.name })}>
      {grades && <Form session={session} grades={grades} />}
    </Modal>
  )
}
