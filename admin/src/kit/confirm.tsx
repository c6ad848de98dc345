import { Button, Modal } from 'antd'
import { type ReactNode, useId } from 'react'
import { kit } from '../texts/kit.ts'
import { useTexts } from '../texts/use-texts.ts'
import { ProblemNote } from './problem.tsx'

export interface ConfirmProps {
  title: string
  /** What the button will have done, with its sum: never "OK" alone. */
  result: string
  isDanger?: boolean
  /** Something must be chosen or filled in first. */
  isReady?: boolean
  isBusy: boolean
  error: unknown
  onConfirm(): void
  onClose(): void
  children?: ReactNode
}

/** A step that is taken knowingly. Enter takes it, Escape leaves it; a refusal is said in it, and nothing typed is lost. */
export function Confirm({ title, result, isDanger = false, isReady = true, isBusy, error, ...rest }: ConfirmProps) {
  const t = useTexts(kit)
  const form = useId()
  const { onConfirm, onClose, children } = rest
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      width={480}
      mask={{ closable: false }}
      closable={{ 'aria-label': t('close') }}
      footer={[
        <Button key="leave" onClick={onClose}>
          {t('leave')}
        </Button>,
        <Button
          key="do"
          htmlType="submit"
          form={form}
          type={isDanger ? 'default' : 'primary'}
          danger={isDanger}
          loading={isBusy && { delay: 200 }}
          disabled={!isReady}
        >
          {result}
        </Button>,
      ]}
    >
      <form
        id={form}
        className="confirm"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onConfirm()
        }}
      >
        {children}
        <ProblemNote error={error} />
      </form>
    </Modal>
  )
}
