import type { api } from '../../wailsjs/go/models'
import type { MessageType } from './messageTypes'

/** T as it crosses the wire: the generated classes without their methods. */
export type Plain<T> = T extends (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [K in keyof T as K extends 'convertValues' ? never : K]: Plain<T[K]> }
    : T

export type Status = Plain<api.Status>
export type Team = Plain<api.Team>
export type Assistant = Plain<api.Assistant>
export type Invitation = Plain<api.Invitation>
export type Colleague = Plain<api.Colleague>
export type ColleagueDoor = Plain<api.ColleagueDoor>
export type ColleagueLink = Plain<api.ColleagueLink>
export type ColleagueNews = Plain<api.ColleagueNews>
export type Act = Plain<api.Act>
export type Replaced = Plain<api.Replaced>
export type CrashReport = Plain<api.CrashReport>
export type Notice = Plain<api.Notice>
export type Session = Plain<api.Session>
/** A session without what each record changes: who shows these alone is not drawn anew for each. */
export type SessionFacts = Omit<Session, 'students' | 'records' | 'lastRecordAt' | 'parts'> & {
  parts: Omit<Part, 'records'>[]
}
export type Part = Plain<api.Part>
export type Student = Plain<api.Student>
export type Question = Plain<api.Question>
export type RecordView = Plain<api.RecordView>
export type Preview = Plain<api.Preview>
export type Merged = Plain<api.Merged>
/** Which records, in which order; see api.RecordQuery. */
export type RecordQuery = Omit<Plain<api.RecordQuery>, 'sort'> & { sort: RecordSort }
export type RecordSort = 'time' | 'student' | 'question' | 'answer' | 'attempts' | 'verdict' | 'alike'
export type RecordPage = Plain<api.RecordPage>
export type Facet = Plain<api.Facet>
export type Without = Plain<api.Without>
export type Selection = Plain<api.Selection>
export type Undo = Plain<api.Undo>
export type Grades = Plain<api.Grades>
export type ClassList = Plain<api.ClassList>
export type ClassSection = Plain<api.ClassSection>
export type ClassPerson = Plain<api.ClassPerson>
export type Unlisted = Plain<api.UnlistedView>
export type ClassListPreview = Plain<api.ClassListPreview>
export type TableFile = Plain<api.TableFile>
export type TableColumns = Plain<api.TableColumns>
export type SessionFiles = Plain<api.SessionFiles>
export type HandedOutFile = Plain<api.HandedOut>
export type StudentFiles = Plain<api.StudentFiles>
export type HandedIn = Plain<api.HandedIn>
export type DeviceFetch = Plain<api.DeviceFetch>
export type StudentPath = Plain<api.StudentPath>
export type PathStep = Plain<api.PathStep>
export type Answer = Plain<api.Answer>
export type Call = Plain<api.Call>
export type SentReceipt = Plain<api.SentReceipt>
export type ArrayAnswer = Plain<api.ArrayAnswer>
export type Slice = Plain<api.Slice>
export type TableAnswer = Plain<api.TableAnswer>
export type TreeNode = Plain<api.TreeNode>
export type ImageAnswer = Plain<api.ImageAnswer>
export type Thumbnail = Plain<api.Thumbnail>
export type FirstCell = Plain<api.FirstCell>
export type Diagnosis = Plain<api.Diagnosis>
export type Finding = Plain<api.Finding>
export type NetworkInterface = Plain<api.NetworkInterface>

export type Dashboard = Plain<api.Dashboard>
export type DashboardQuestion = Plain<api.DashboardQuestion>
export type StudentRow = Plain<api.StudentRow>
export type AttentionLine = Plain<api.AttentionLine>
export type AttentionMember = Plain<api.AttentionMember>
export type SharedMistake = Plain<api.SharedMistake>
export type WaitingStudent = Plain<api.WaitingStudent>
export type SentMessage = Omit<Plain<api.SentMessage>, 'type'> & { type: MessageType }
export type HelpRequest = Plain<api.HelpRequest>
export type HelpQueue = Plain<api.HelpQueue>
export type Thresholds = Plain<api.Thresholds>

export type QuestionQuery = Plain<api.QuestionQuery>
export type QuestionPage = Plain<api.QuestionPage>
export type AnswerGroup = Plain<api.AnswerGroup>
export type Check = Plain<api.Check>
export type Equivalence = Plain<api.Equivalence>
export type Feedback = Plain<api.Feedback>
export type Hint = Plain<api.Hint>
export type Inputs = Plain<api.Inputs>
export type Variant = Plain<api.Variant>
export type CallDifference = Plain<api.CallDifference>
export type Distribution = Plain<api.Distribution>
export type CatalogueEntry = Plain<api.CatalogueEntry>
export type Notebook = Plain<api.Notebook>
export type NotebookQuestion = Plain<api.NotebookQuestion>
export type Preparation = Plain<api.Preparation>
/** What a step does to a notebook; see workbench.Kind. */
export type StepKind = 'connect' | 'renumber' | 'student' | 'solution' | 'clear'
export type PreparationStep = Omit<Plain<api.PreparationStep>, 'do'> & { do: StepKind }
export type NotebookChange = Plain<api.NotebookChange>
export type NotebookFinding = Plain<api.NotebookFinding>
export type Numbering = Plain<api.Numbering>
export type Relabel = Plain<api.Relabel>
export type WrittenNotebook = Plain<api.WrittenNotebook>
export type ProjectionQuery = Plain<api.ProjectionQuery>
export type Projection = Plain<api.Projection>
export type ProjectionGroup = Plain<api.ProjectionGroup>

/** What a 'changed' event of the app says: which kinds of facts changed, in which sessions (none named: any). */
export interface Changed {
  kinds: string[]
  sessions: number[]
}
