import { useEffect, useReducer } from 'react'
import { client } from '../../api/client'
import { useNewestRecords } from '../../api/queries'
import type { RecordFilter, RecordPage } from '../../api/types'
import { append, emptyFeed, type Feed, newIn, takeIn } from './feed'

const PAGE = 100

type Step = { take: RecordPage } | { append: RecordPage; after: string }

function reduce(feed: Feed, step: Step): Feed {
  if ('take' in step) return takeIn(feed, step.take)
  // A page that was asked for before the feed changed below no longer fits.
  return step.after === feed.next ? append(feed, step.append) : feed
}

/**
 * Returns a session's records that pass the filter, live. While held, what comes waits: `waiting`
 * says how many, `release` takes them in. The caller must mount anew for another session or filter.
 */
export function useFeed(sessionId: number, filter: RecordFilter, held: boolean) {
  const newest = useNewestRecords(sessionId, filter, PAGE)
  const [feed, dispatch] = useReducer(reduce, emptyFeed)
  const page = newest.data
  const isEmpty = feed.records.length === 0

  useEffect(() => {
    if (page && (!held || isEmpty)) dispatch({ take: page })
  }, [page, held, isEmpty])

  return {
    ...feed,
    newest,
    waiting: page && held ? newIn(feed, page).length : 0,
    waitingIsMore: page !== undefined && page.next !== '',
    release: () => page && dispatch({ take: page }),
    readOn: async () => {
      const after = feed.next
      if (after === '') return
      dispatch({ append: await client.records(sessionId, filter, after, PAGE), after })
    },
  }
}
