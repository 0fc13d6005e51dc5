import type english from '../en/settings'

const words: typeof english = {}

export default words
