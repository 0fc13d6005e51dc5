import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSetOwner } from '../../api/mutations'
import { notifyDone } from '../../components/notify'
import classes from './settings.module.css'

/** The field that changes the teacher's user name. */
export function OwnerForm({ owner }: { owner: string }) {
  const [name, setName] = useState(owner)
  const setOwner = useSetOwner()
  const isChanged = name.trim() !== '' && name.trim() !== owner
  return (
    <form
      className={classes.owner}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isChanged) return
        setOwner.mutate(name.trim(), {
          onSuccess: (status) => {
            notifyDone(
              <>
                You are <b>{status.owner}</b> now. Give notebooks the new first cell.
              </>,
            )
          },
        })
      }}
    >
      <TextInput
        aria-label="Your user name"
        value={name}
        maxLength={100}
        error={setOwner.error?.message}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isChanged} loading={setOwner.isPending}>
        Change
      </Button>
    </form>
  )
}
