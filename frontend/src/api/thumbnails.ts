import { useQuery } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { keys } from './keys'
import { createBatcher } from './batch'
import type { StudentRecord, Thumbnail } from './types'

/** So many pictures are asked for with one question; the app answers no more at once. */
const AT_ONCE = 60

/** A picture out of sight is forgotten after this time. */
const KEPT_MS = 60_000

const batch = createBatcher<number, Thumbnail>(AT_ONCE, async (ids) => {
  const found = await ask(() => API.Thumbnails(ids))
  return new Map(found.map((thumbnail) => [thumbnail.recordId, thumbnail]))
})

/** Returns a record's picture, small. What is drawn at once is asked for at once. */
export function useThumbnail({ id, receivedAt }: Pick<StudentRecord, 'id' | 'receivedAt'>) {
  return useQuery({
    queryKey: keys.thumbnail(id, receivedAt),
    queryFn: () => batch(id),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    placeholderData: (previous) => (previous?.recordId === id ? previous : undefined),
  })
}
