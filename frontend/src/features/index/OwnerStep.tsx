import { IconDeviceLaptop, IconFileCode, IconSend } from '@tabler/icons-react'
import { useSetOwner } from '../../api/mutations'
import { OneField } from './OneField'
import classes from './index.module.css'

/** The first thing that is asked: the name that students' notebooks will send to. */
export function OwnerStep({ suggested }: { suggested: string }) {
  const setOwner = useSetOwner()
  return (
    <>
      <OneField
        title="What is your user name?"
        lead={
          <>
            Students’ notebooks carry it as <span className="mono">session_owner</span>, so that answers find
            you.
            <br />
            You can change it later.
          </>
        }
        label="Your user name"
        initial={suggested}
        hint={
          suggested === ''
            ? 'Short and without accents is easiest to type.'
            : 'Suggested from this computer’s user.'
        }
        action="Go on"
        isBusy={setOwner.isPending}
        error={setOwner.error}
        onSubmit={(name) => setOwner.mutate(name)}
      />
      <Promises />
    </>
  )
}

function Promises() {
  return (
    <div className={classes.columns}>
      <section>
        <h2>
          <IconFileCode size={16} aria-hidden /> Four lines
        </h2>
        <p>go into the first cell of your lab. Next, you get them ready to copy.</p>
      </section>
      <section>
        <h2>
          <IconSend size={16} aria-hidden /> One line a question
        </h2>
        <p>
          <span className="mono">send(result, 3)</span> and the answer is here within a second.
        </p>
      </section>
      <section>
        <h2>
          <IconDeviceLaptop size={16} aria-hidden /> Nothing leaves the room
        </h2>
        <p>No account, no internet. Answers stay in one file on this computer.</p>
      </section>
    </div>
  )
}
