import { useTranslation } from 'react-i18next'
import { isRecordType } from '../../api/recordTypes'
import type { Answer } from '../../api/types'
import { brokenWords } from './broken'
import { kindOf } from './kinds/registry'

/** Returns a function that names a type of answer; an unknown type has the name that the notebook sent. */
export function useTypeName(): (type: string) => string {
  const { t } = useTranslation('answer')
  return (type) => (isRecordType(type) ? t(`types.${type}`) : type)
}

/** Returns a function that says what is wrong with a payload; a code without words as it is. */
export function useBrokenText(): (reason: string) => string {
  const { t } = useTranslation('answer')
  return (reason) => {
    const { key, values } = brokenWords(reason)
    return t(key, { defaultValue: reason, ...values })
  }
}

/** Returns a function that says what kind of answer it is, and how large. */
export function useDescription(): (answer: Answer) => string {
  const { t } = useTranslation('answer')
  const typeName = useTypeName()
  return (answer) => {
    const { type } = answer.record
    const kind = kindOf(type)
    return [kind.name?.(answer, t) ?? typeName(type), ...kind.size(answer, t)]
      .filter((word) => word !== '')
      .join(', ')
  }
}
