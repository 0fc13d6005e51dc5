import { Button, NumberInput } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRenumbering } from '../../api/preparation'
import type { Numbering } from '../../api/types'
import { Code } from '../../components/answer/Code'
import { Form } from '../../components/Form'
import { LoadingRows } from '../../components/LoadingRows'
import { Prose } from '../../components/Prose'
import { Tag } from '../../components/Tag'
import { limits } from '../../lib/limits'
import { changing } from './numbers'
import { ToolHead } from './ToolHead'
import type { ToolProps } from './Tools'
import { useTakeStep } from './useTakeStep'
import classes from './RenumberTool.module.css'

function Label({ number }: { number: Numbering }) {
  const { t } = useTranslation('notebook')
  const { old, new: becomes, why } = number
  return (
    <span className={classes.label}>
      {old !== becomes && (
        <>
          <del>{old === '' ? t('renumber.unnumbered') : old}</del>
          <IconArrowNarrowRight size={14} aria-hidden />
        </>
      )}
      <b>{becomes}</b>
      {why !== '' && <Tag>{t(`why.${why as 'kept'}`)}</Tag>}
    </span>
  )
}

/** Numbers the questions in their order: what becomes of each is shown before anything changes. */
export function RenumberTool({ notebook }: ToolProps) {
  const { t } = useTranslation('notebook')
  const [start, setStart] = useState(1)
  const { data: numbers } = useRenumbering(notebook, start)
  const { take, isBusy } = useTakeStep(notebook)
  if (!numbers) return <LoadingRows count={8} height={36} />
  const count = changing(numbers).length
  return (
    <>
      <ToolHead title={t('renumber.title')}>
        <span className="muted" role="status">
          {count === 0
            ? t(numbers.length === 0 ? 'renumber.noSend' : 'renumber.none')
            : t('renumber.changes', { count })}
        </span>
      </ToolHead>
      <Form
        className={classes.form}
        canSend={count > 0 && !isBusy}
        onSend={() => void take({ do: 'renumber', start })}
      >
        <NumberInput
          size="xs"
          className={classes.start}
          label={t('renumber.start')}
          min={0}
          max={limits.MaxNumber}
          clampBehavior="strict"
          allowDecimal={false}
          value={start}
          onChange={(to) => setStart(Number(to))}
        />
        <Button type="submit" size="xs" loading={isBusy} disabled={count === 0}>
          {t('renumber.do', { count })}
        </Button>
        <p className={classes.hint}>
          <Prose>{t('renumber.hint')}</Prose>
        </p>
      </Form>
      {numbers.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('renumber.where')}</th>
              <th scope="col">{t('renumber.label')}</th>
              <th scope="col">{t('renumber.call')}</th>
            </tr>
          </thead>
          <tbody>
            {numbers.map((number, i) => (
              <tr key={i} data-changes={number.old !== number.new}>
                <td className={classes.where}>{t('cell', { cell: number.cell })}</td>
                <td>
                  <Label number={number} />
                </td>
                <td className={classes.call}>
                  <Code source={number.value} scrolls={false} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
