/** What the screen says: dashboard. */
const words = {}

export default words
