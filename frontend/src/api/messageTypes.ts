/** How a message is meant, as the wire names it: a notebook shows each type in its own way. */
export const messageTypes = ['info', 'success', 'warning', 'error'] as const
export type MessageType = (typeof messageTypes)[number]

/** What a teacher writes to notebooks. */
export interface MessageText {
  type: MessageType
  title: string
  text: string
  code: string
}
