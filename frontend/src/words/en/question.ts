/** What the screen says: question. */
const words = {}

export default words
