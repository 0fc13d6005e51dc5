/** The most characters that the app takes of a question's label, and of its title. */
export const MAX_LABEL = 20
export const MAX_TITLE = 100
