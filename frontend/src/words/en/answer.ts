/** What the screen says: answer. */
const words = {}

export default words
