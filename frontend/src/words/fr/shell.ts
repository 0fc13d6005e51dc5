import type english from '../en/shell'

const words: typeof english = {}

export default words
