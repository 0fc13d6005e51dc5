import type english from '../en/question'

const words: typeof english = {}

export default words
