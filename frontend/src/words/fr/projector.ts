import type english from '../en/projector'

const words: typeof english = {}

export default words
