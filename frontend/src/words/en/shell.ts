/** What the screen says: shell. */
const words = {}

export default words
