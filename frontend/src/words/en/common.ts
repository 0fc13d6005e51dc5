/** What the screen says: common. */
const words = {}

export default words
