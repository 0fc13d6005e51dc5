import { useTranslation } from 'react-i18next'
import en from '../../words/en/answer.json'
import type { Answer } from '../../api/types'
import { formatBytes, formatShape } from '../../lib/format'
import { brokenWords } from './broken'

/** Returns whether a type is one that the app knows by name. */
function isKnown(type: string): type is keyof typeof en.types {
  return Object.hasOwn(en.types, type)
}

/** Returns a function that names a type of answer; an unknown one goes by the name that it came with. */
export function useTypeName(): (type: string) => string {
  const { t } = useTranslation('answer')
  return (type) => (isKnown(type) ? t(`types.${type}`) : type)
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
  return ({ record, array, table, image, text, bytes }) => {
    const type = typeName(record.type)
    if (record.type === 'code' || record.type === 'str') {
      const count = text === '' ? 0 : text.trimEnd().split('\n').length
      return [type, t('lines', { count })].join(', ')
    }
    if (image) return [type, formatShape([image.width, image.height]), formatBytes(bytes)].join(', ')
    const shape = formatShape(array?.shape ?? table?.shape ?? [])
    return [type, shape, array?.dtype ?? ''].filter((word) => word !== '').join(', ')
  }
}
