import { useTranslation } from 'react-i18next'
import { Tag } from './Tag'

/** Says of a session that its class is invented; nothing of a real one. */
export function DemoTag({ session }: { session: { demo: boolean } }) {
  const { t } = useTranslation('demo')
  return session.demo ? <Tag accent>{t('tag')}</Tag> : null
}
