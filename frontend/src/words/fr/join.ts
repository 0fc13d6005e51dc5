import type english from '../en/join'

const words: typeof english = {}

export default words
