import answer from './answer'
import catalogue from './catalogue'
import common from './common'
import dashboard from './dashboard'
import desktop from './desktop'
import doctor from './doctor'
import start from './index'
import join from './join'
import message from './message'
import keys from './keys'
import projector from './projector'
import question from './question'
import records from './records'
import sessions from './sessions'
import settings from './settings'
import shell from './shell'

export default {
  answer,
  catalogue,
  common,
  dashboard,
  desktop,
  doctor,
  index: start,
  join,
  message,
  keys,
  projector,
  question,
  records,
  sessions,
  settings,
  shell,
}
