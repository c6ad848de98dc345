import { Modal, Switch } from 'antd'
import { keysStore, useShortcutList } from '../state/keys.ts'
import { useStore } from '../state/store.ts'
import { frame } from '../texts/frame.ts'
import { useTexts } from '../texts/use-texts.ts'

/** Every key that does something now, and the switch that turns them off. */
export function KeyList({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const t = useTexts(frame)
  const shortcuts = useShortcutList()
  const state = useStore(keysStore)
  const everywhere = [
    ['↑ ↓', t('keyWalk')],
    ['↵', t('keyOpen')],
    ['Esc', t('keyClose')],
  ] as const
  const listed = [...shortcuts]
    .reverse()
    .filter(({ key }, index, all) => all.findIndex((one) => one.key === key) === index)
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={t('keys')}
      footer={null}
      destroyOnHidden
      width={420}
      closable={{ 'aria-label': t('close') }}
    >
      <dl className="key-list">
        {[...everywhere, ...listed.map(({ key, does }) => [key.toUpperCase(), does] as const)].map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd className="kbd">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="key-switch">
        <Switch id="keys-on" checked={state === 'on'} onChange={(checked) => keysStore.set(checked ? 'on' : 'off')} />
        <label htmlFor="keys-on">{t('keysOn')}</label>
      </div>
    </Modal>
  )
}
