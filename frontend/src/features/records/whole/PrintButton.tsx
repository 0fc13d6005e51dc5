import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../api/types'
import { notifyError } from '../../../components/notify'
import { useCtrlKey } from '../../../lib/shortcuts'
import { PrintedAnswers } from './PrintedAnswers'
import { type Chosen, type ForPaper, readForPaper } from './readForPaper'

interface PrintButtonProps {
  session: Session
  chosen: Chosen
}

/**
 * Prints the selected answers of a list, also those that are not drawn: they are read first, which takes a moment. Ctrl P
 * presses it.
 */
export function PrintButton({ session, chosen }: PrintButtonProps) {
  const { t } = useTranslation(['records', 'common'])
  const [paper, setPaper] = useState<ForPaper>()
  const [isReading, setReading] = useState(false)
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  async function print() {
    if (isReading || chosen.count === 0) return
    setReading(true)
    try {
      const read = await readForPaper(chosen)
      if (isHere.current) setPaper(read)
    } catch (thrown) {
      notifyError(thrown)
    }
    setReading(false)
  }
  useCtrlKey('p', () => void print())
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        disabled={chosen.count === 0}
        loading={isReading}
        title={t('paper.hint')}
        leftSection={<IconPrinter size={14} />}
        onClick={() => void print()}
      >
        {t('common:print')}
      </Button>
      {paper && <PrintedAnswers paper={paper} session={session} onPrinted={() => setPaper(undefined)} />}
    </>
  )
}
