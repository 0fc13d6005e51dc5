import { type Param, say, valuesOf } from './language'

interface Notice {
  /** Names the words. */
  code: string
  params: Param[]
}

/** Returns what a notice of the app says, in the language of the interface; its code where there are no words for it. */
export function sayNotice({ code, params }: Notice): string {
  return say('notices', code, code, valuesOf(params))
}
