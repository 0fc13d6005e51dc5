import 'i18next'
import type assist from './en/assist.json'
import type answer from './en/answer.json'
import type backups from './en/backups.json'
import type catalogue from './en/catalogue.json'
import type classlist from './en/classlist.json'
import type colleague from './en/colleague.json'
import type common from './en/common.json'
import type dashboard from './en/dashboard.json'
import type demo from './en/demo.json'
import type desktop from './en/desktop.json'
import type doctor from './en/doctor.json'
import type feedback from './en/feedback.json'
import type grades from './en/grades.json'
import type files from './en/files.json'
import type guide from './en/guide.json'
import type help from './en/help.json'
import type home from './en/home.json'
import type join from './en/join.json'
import type keys from './en/keys.json'
import type message from './en/message.json'
import type privacy from './en/privacy.json'
import type notebook from './en/notebook.json'
import type projector from './en/projector.json'
import type question from './en/question.json'
import type records from './en/records.json'
import type sessions from './en/sessions.json'
import type settings from './en/settings.json'
import type shell from './en/shell.json'
import type team from './en/team.json'
import type units from './en/units.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    /** The keys that the compiler checks: those of English. What the app says by a code is checked by tests. */
    resources: {
      answer: typeof answer
      assist: typeof assist
      backups: typeof backups
      catalogue: typeof catalogue
      classlist: typeof classlist
      colleague: typeof colleague
      common: typeof common
      dashboard: typeof dashboard
      demo: typeof demo
      desktop: typeof desktop
      doctor: typeof doctor
      feedback: typeof feedback
      grades: typeof grades
      files: typeof files
      guide: typeof guide
      help: typeof help
      home: typeof home
      join: typeof join
      keys: typeof keys
      message: typeof message
      privacy: typeof privacy
      notebook: typeof notebook
      projector: typeof projector
      question: typeof question
      records: typeof records
      sessions: typeof sessions
      settings: typeof settings
      shell: typeof shell
      team: typeof team
      units: typeof units
    }
  }
}
