import { Modal } from 'antd'
import { queryClient } from '../api/queries.ts'
import { SignInForm } from '../sign-in/sign-in-form.tsx'
import { useSession } from '../state/session.ts'
import { frame } from '../texts/frame.ts'
import { useTexts } from '../texts/use-texts.ts'

/** Over whatever was being done when the session ended: afterwards it stands there as it was. */
export function SignAgain() {
  const t = useTexts(frame)
  const state = useSession()
  const isOpen = state.kind === 'in' && state.ended
  return (
    <Modal
      open={isOpen}
      title={t('endedTitle')}
      footer={null}
      closable={false}
      keyboard={false}
      width={408}
      zIndex={2000}
      destroyOnHidden
    >
      <p className="ended-note">{t('endedNote')}</p>
      <SignInForm
        known={state.kind === 'in' ? state.session.staff.username : null}
        onDone={() => void queryClient.invalidateQueries()}
      />
    </Modal>
  )
}
