/** What the screen says: doctor. */
const words = {}

export default words
