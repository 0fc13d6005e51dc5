/** What the screen says: projector. */
const words = {}

export default words
