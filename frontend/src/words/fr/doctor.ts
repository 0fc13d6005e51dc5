import type english from '../en/doctor'

const words: typeof english = {}

export default words
