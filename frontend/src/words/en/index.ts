/** What the screen says: index. */
const words = {}

export default words
