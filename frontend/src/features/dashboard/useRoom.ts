import { useState } from 'react'
import type { Dashboard } from '../../api/types'
import { readRoom } from './read'
import { follow, type Room } from './room'

/** Returns the room that the app describes, with the rows of before wherever nothing changed. */
export function useRoom(data: Dashboard | undefined): Room | undefined {
  const [kept, setKept] = useState<{ data: Dashboard; room: Room }>()
  if (data === undefined || data === kept?.data) return kept?.room
  const { columns, rows } = readRoom(data)
  const room = follow(kept?.room, columns, rows)
  setKept({ data, room })
  return room
}
