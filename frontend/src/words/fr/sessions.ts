import type english from '../en/sessions'

const words: typeof english = {}

export default words
