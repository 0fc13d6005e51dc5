import { useTranslation } from 'react-i18next'

/** Returns a function that says which part of the room an assistant looks after. */
export function useShareWords(): (share: string) => string {
  const { t } = useTranslation('team')
  return (share) => {
    const [, kind = '', name = ''] = /^(\w+):([^]*)$/.exec(share) ?? []
    switch (kind) {
      case 'half':
        return t(name === '1' ? 'share.first' : 'share.second')
      case 'section':
        return t('share.section', { name })
      case 'row':
        return t('share.row', { name })
      default:
        return t('share.all')
    }
  }
}
