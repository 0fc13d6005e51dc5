import type { app } from '../../wailsjs/go/models'

/** T as it crosses the wire: the generated classes without their methods. */
export type Plain<T> = T extends (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [K in keyof T as K extends 'convertValues' ? never : K]: Plain<T[K]> }
    : T

export type Status = Plain<app.Status>
export type CrashReport = Plain<app.CrashReport>
export type Notice = Plain<app.Notice>
export type Session = Plain<app.Session>
export type Part = Plain<app.Part>
export type Student = Plain<app.Student>
export type Question = Plain<app.Question>
export type StudentRecord = Plain<app.Record>
export type Preview = Plain<app.Preview>
export type Merged = Plain<app.Merged>
/** Which records, in which order; see app.RecordQuery. */
export type RecordQuery = Omit<Plain<app.RecordQuery>, 'sort'> & { sort: RecordSort }
export type RecordSort = 'time' | 'student' | 'question' | 'answer' | 'attempts'
export type PageOfRecords = Plain<app.RecordPage>
export type RecordFacets = Plain<app.RecordFacets>
export type Facet = Plain<app.Facet>
export type Without = Plain<app.Without>
export type Selection = Plain<app.Selection>
export type Undo = Plain<app.Undo>
export type StudentPath = Plain<app.StudentPath>
export type PathStep = Plain<app.PathStep>
export type Answer = Plain<app.Answer>
export type ArrayAnswer = Plain<app.Array>
export type Slice = Plain<app.Slice>
export type TableAnswer = Plain<app.Table>
export type TreeNode = Plain<app.Node>
export type ImageAnswer = Plain<app.Image>
export type Thumbnail = Plain<app.Thumbnail>
export type FirstCell = Plain<app.FirstCell>
export type Diagnosis = Plain<app.Diagnosis>
export type Finding = Plain<app.Finding>
export type NetworkInterface = Plain<app.NetworkInterface>

export type Dashboard = Plain<app.Dashboard>
export type DashboardQuestion = Plain<app.BoardQuestion>
export type StudentRow = Plain<app.StudentRow>
export type AttentionLine = Plain<app.AttentionLine>
export type AttentionMember = Plain<app.AttentionMember>
export type SharedMistake = Plain<app.AlikeGroup>
export type Thresholds = Plain<app.Thresholds>
export type DirectMessage = Plain<app.DirectMessage>

export type QuestionQuery = Plain<app.QuestionQuery>
export type QuestionPage = Plain<app.QuestionPage>
export type AnswerGroup = Plain<app.Group>
export type GroupMember = Plain<app.GroupMember>
export type Reason = Plain<app.Reason>
export type Check = Plain<app.Check>
export type Equivalence = Plain<app.Grouping>
export type Distribution = Plain<app.Distribution>
export type CatalogueEntry = Plain<app.CatalogueEntry>
export type Notebook = Plain<app.Notebook>
export type NotebookQuestion = Plain<app.NotebookQuestion>
export type ProjectionQuery = Plain<app.ProjectionQuery>
export type Projection = Plain<app.Projection>
export type ProjectionGroup = Plain<app.ProjectionGroup>

/** What a 'changed' event of the app says: which kinds of facts changed, in which sessions (none named: any). */
export interface Changed {
  kinds: string[]
  sessions: number[]
}
