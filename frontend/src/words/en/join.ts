/** What the screen says: join. */
const words = {}

export default words
