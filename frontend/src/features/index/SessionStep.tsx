import { useCreateSession } from '../../api/mutations'
import { Done } from './Done'
import { OneField } from './OneField'
import classes from './index.module.css'

/** The second thing that is asked: the name of the first session. */
export function SessionStep({ owner }: { owner: string }) {
  const create = useCreateSession()
  return (
    <>
      <Done action="Change" href="/settings">
        You are <bdi className={classes.strong}>{owner}</bdi>
      </Done>
      <div className={classes.step}>
        <OneField
          title="Name your first session"
          lead={
            <>
              One lab, one session. Students’ notebooks carry its name as{' '}
              <span className="mono">session_name</span>.
            </>
          }
          label="Name of the session"
          initial=""
          hint="For example the name of the lab’s notebook. You can change it later."
          action="Open it"
          isBusy={create.isPending}
          error={create.error}
          onSubmit={(name) => create.mutate({ name, description: '' })}
        />
      </div>
    </>
  )
}
