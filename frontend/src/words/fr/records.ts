import type english from '../en/records'

const words: typeof english = {}

export default words
