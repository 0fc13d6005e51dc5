import type english from '../en/dashboard'

const words: typeof english = {}

export default words
