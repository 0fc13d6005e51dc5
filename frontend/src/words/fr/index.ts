import type english from '../en/index'

const words: typeof english = {}

export default words
