import { Button, Select } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type LinkEnd, linkEnds, type Role, roles, useInvite } from '../../api/team'
import type { SessionFacts, Team } from '../../api/types'
import { Form } from '../../components/Form'
import { notifyDone } from '../../components/notify'
import { useStableCallback } from '../../lib/useStableCallback'
import { InvitationDialog } from './InvitationDialog'
import classes from './Invite.module.css'

/** Says once who has come by the invitation, and closes its dialog. */
function useUsed(people: Team['people'], onUsed: () => void) {
  const { t } = useTranslation('team')
  const before = useRef(people)
  const close = useStableCallback(onUsed)
  useEffect(() => {
    const known = new Set(before.current.map(({ id }) => id))
    before.current = people
    const come = people.find(({ id }) => !known.has(id))
    if (!come) return
    close()
    notifyDone(t('used', { name: come.name }))
  }, [people, close, t])
}

/** Asks what an assistant may do and until when, and makes a code. */
export function Invite({ team, session }: { team: Team; session: SessionFacts | undefined }) {
  const { t } = useTranslation('team')
  const [role, setRole] = useState<Role>('help')
  const [ends, setEnds] = useState<LinkEnd>('session')
  const [isOpen, setOpen] = useState(false)
  const invite = useInvite()
  const invitation = team.invitations[0]
  useUsed(team.people, () => setOpen(false))
  const isReady = session?.open === true
  const make = () =>
    session && invite.mutate({ sessionId: session.id, role, ends }, { onSuccess: () => setOpen(true) })
  return (
    <section className={classes.invite} aria-labelledby="invite-title">
      <h2 id="invite-title">{session ? t('inviteTo', { session: session.name }) : t('findOrDo')}</h2>
      <p className="muted">
        {t('intro')} {t('never')}
      </p>
      {!isReady && (
        <p>
          <Link href="/sessions">{t('needsSession')}</Link>
        </p>
      )}
      <Form onSend={make} canSend={isReady && !invite.isPending} className={classes.form}>
        <Select
          label={t('role')}
          description={t(`may.${role}`)}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={role}
          onChange={(value) => setRole(value ?? 'look')}
        />
        <Select
          label={t('ends')}
          description={t('endsHint')}
          allowDeselect={false}
          data={linkEnds.map((value) => ({ value, label: t(`end.${value}`) }))}
          value={ends}
          onChange={(value) => setEnds(value ?? 'session')}
        />
        <Button
          type="submit"
          leftSection={<IconUserPlus size={14} />}
          disabled={!isReady}
          loading={invite.isPending}
        >
          {t(invitation ? 'newCode' : 'invite')}
        </Button>
      </Form>
      {invitation && (
        <p className={classes.waiting}>
          {t(invitation.locked ? 'locked' : 'waiting')}{' '}
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            {t('showCode')}
          </Button>
        </p>
      )}
      {invitation && (
        <InvitationDialog invitation={invitation} opened={isOpen} onClose={() => setOpen(false)} />
      )}
    </section>
  )
}
