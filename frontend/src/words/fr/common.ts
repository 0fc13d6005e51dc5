import type english from '../en/common'

const words: typeof english = {}

export default words
