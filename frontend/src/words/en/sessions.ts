/** What the screen says: sessions. */
const words = {}

export default words
