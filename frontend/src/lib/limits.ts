/**
 * The limits that the page shares with the app. Each has the name and the value of a constant in the Go source;
 * limits.test.ts compares them. Texts are counted in characters.
 */
export const limits = {
  /** The name of an owner, a session, a part or a student. */
  MaxName: 100,
  /** The description of a session. */
  MaxDescription: 1000,
  /** The label by which a question is known, such as `2b`. */
  MaxQuestion: 20,
  /** The title of a question. */
  MaxTitle: 100,
  /** The label that a teacher gives a group of answers. */
  MaxLabel: 60,
  /** The hint that goes with a label, and its code. */
  MaxHintText: 500,
  MaxHintCode: 2000,
  /** An expected answer. */
  MaxExpected: 5000,
  /** A pattern for the names of students. */
  MaxNamePattern: 200,
  /** The pattern that a right answer has. */
  MaxPattern: 500,
  /** The title, text and code of a message to notebooks. */
  MaxMessageTitle: 100,
  MaxMessageText: 2000,
  MaxMessageCode: 5000,
  /** A notebook that is read for its questions, in bytes. */
  MaxSize: 64 << 20,
  /** A class list that is read, in bytes. */
  MaxTable: 16 << 20,
  /** The number from which questions are counted. */
  MaxNumber: 100_000,
  /** The rows and columns of an array or table that a preview has. */
  PreviewRows: 3,
  PreviewColumns: 6,
  /** The rows and columns of a table that an answer has. */
  TableRows: 200,
  TableColumns: 60,
  /** The numbers that describe a cell of the dashboard. */
  CellWidth: 5,
  /** The most records that the app gives at once. */
  pageMax: 500,
  /** The most whole answers that the app gives at once. */
  answersMax: 20,
  /** The most thumbnails that the app gives at once. */
  thumbnailsMax: 60,
} as const
