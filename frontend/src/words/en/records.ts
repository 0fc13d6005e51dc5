/** What the screen says: records. */
const words = {}

export default words
