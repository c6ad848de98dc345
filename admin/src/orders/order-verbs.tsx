import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { money } from '@contract/format.ts'
import { Button, Dropdown } from 'antd'
import { Kbd } from '../kit/kbd.tsx'
import { useShortcuts } from '../state/keys.ts'
import { useTexts } from '../texts/use-texts.ts'
import { verbs as texts } from '../texts/verbs.ts'
import { verbTexts } from './verb-words.ts'
import { type VerbName, verbs } from './verbs.ts'

const besideMain = 2

/** The main button at the end, two more beside it, the others in a menu; each by its key as well. */
export function OrderVerbs({ order, names, onDo }: OrderVerbsProps) {
  const t = useTexts(texts)
  const [main, ...others] = names
  const shown = others.slice(0, besideMain)
  const rest = others.slice(besideMain)
  useShortcuts(
    names.flatMap((name) => {
      const { key } = verbs[name]
      return key ? [{ key, does: t(verbTexts[name]), run: () => onDo(name) }] : []
    }),
  )
  if (!main) return null
  const { key, isDanger } = verbs[main]
  return (
    <>
      {rest.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((name) => ({
              key: name,
              danger: verbs[name].isDanger === true,
              label: `${t(verbTexts[name])}…`,
            })),
            onClick: ({ key: name }) => onDo(name as VerbName),
          }}
        >
          <Button>{t('others')}</Button>
        </Dropdown>
      ) : null}
      {shown.map((name) => (
        <Button key={name} danger={verbs[name].isDanger === true} onClick={() => onDo(name)}>
          {t(verbTexts[name])}
        </Button>
      ))}
      <span className="gap" />
      <Button type={isDanger ? 'default' : 'primary'} danger={isDanger === true} onClick={() => onDo(main)}>
        {main === 'take_payment' ? t('takePayment', { money: money(order.balanceFen) }) : t(verbTexts[main])}
        {key ? <Kbd>{key.toUpperCase()}</Kbd> : null}
      </Button>
    </>
  )
}

interface OrderVerbsProps {
  order: DeskOrderWhole
  names: readonly VerbName[]
  onDo(name: VerbName): void
}
