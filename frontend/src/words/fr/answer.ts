import type english from '../en/answer'

const words: typeof english = {}

export default words
