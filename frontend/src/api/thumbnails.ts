import { useQuery } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { keys } from './keys'
import { createBatcher } from './batch'
import { limits } from '../lib/limits'
import type { RecordView, Thumbnail } from './types'

/** A picture out of sight is forgotten after this time. */
const KEPT_MS = 60_000

const batch = createBatcher<number, Thumbnail>(limits.thumbnailsMax, async (ids) => {
  const found = await ask(() => API.Thumbnails(ids))
  return new Map(found.map((thumbnail) => [thumbnail.recordId, thumbnail]))
})

/** Returns a record's picture, small. What is drawn at once is asked for at once. */
export function useThumbnail({ id, receivedAt }: Pick<RecordView, 'id' | 'receivedAt'>) {
  return useQuery({
    queryKey: keys.thumbnail(id, receivedAt),
    queryFn: () => batch(id),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    placeholderData: (previous) => (previous?.recordId === id ? previous : undefined),
  })
}
