/** What the screen says: settings. */
const words = {}

export default words
