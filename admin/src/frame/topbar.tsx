import { dayName, textIn } from '@contract/format.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, type InputRef, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { calls } from '../api/call.ts'
import { serverClock } from '../api/clock.ts'
import { hotelTime } from '../format/hotel-time.ts'
import { Icon } from '../kit/icon.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { branchStore } from '../state/branch.ts'
import { useBranches, useChosenBranch, useHotelClock } from '../state/hotels.ts'
import { useShortcuts } from '../state/keys.ts'
import { useLanguage } from '../state/language.ts'
import { useMay } from '../state/session.ts'
import { frame } from '../texts/frame.ts'
import { useTexts } from '../texts/use-texts.ts'
import { LanguageSwitch } from './language-switch.tsx'

export function Topbar({ onKeys }: { onKeys(): void }) {
  const t = useTexts(frame)
  const may = useMay()
  return (
    <header className="topbar">
      <BranchChooser />
      {may(calls.listOrders.permission) ? <FindOrder /> : null}
      <span className="topbar-gap" />
      <HotelClock />
      <LanguageSwitch />
      <Button type="text" onClick={onKeys}>
        <span className="topbar-word">{t('keys')}</span> <Kbd>?</Kbd>
      </Button>
    </header>
  )
}

function BranchChooser() {
  const t = useTexts(frame)
  const language = useLanguage()
  const branches = useBranches()
  const chosen = useChosenBranch()
  if (branches.length === 0) return null
  if (branches.length === 1) return <strong className="branch-only">{textIn(language, branches[0]!.name)}</strong>
  const options = [
    { value: 'all', label: t('allBranches') },
    ...branches.map(({ id, name }) => ({ value: id, label: textIn(language, name) })),
  ]
  return (
    <Select
      className="branch"
      aria-label={t('branch')}
      showSearch={{ optionFilterProp: 'label' }}
      prefix={<Icon name="build" size={16} />}
      value={chosen?.id ?? 'all'}
      options={options}
      onChange={(id: string) => branchStore.set(id)}
    />
  )
}

/** Leads to the list of orders with what was typed; on it, shows what it was asked for. */
function FindOrder() {
  const t = useTexts(frame)
  const navigate = useNavigate()
  const field = useRef<InputRef>(null)
  const asked = (useSearch({ strict: false }) as { q?: string }).q ?? ''
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  useShortcuts([{ key: '/', does: t('find'), run: () => field.current?.focus() }])
  const find = (wanted: string) => {
    const q = wanted.trim()
    navigate({ to: '/orders', search: q ? { q } : {} })
  }
  return (
    <search className="find">
      <Input
        ref={field}
        aria-label={t('find')}
        placeholder={t('findHint')}
        maxLength={60}
        allowClear
        prefix={<Icon name="search" size={16} />}
        suffix={<Kbd>/</Kbd>}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          if (target.value === '' && asked !== '') find('')
        }}
        onPressEnter={() => find(text)}
      />
    </search>
  )
}

const lookEveryMs = 5_000

/** The time where the branch is, by the server's clock. */
function HotelClock() {
  const t = useTexts(frame)
  const language = useLanguage()
  const chosen = useChosenBranch()
  const { zone } = useHotelClock(chosen?.id ?? null)
  const [now, setNow] = useState(serverClock.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverClock.now()), lookEveryMs)
    return () => clearInterval(timer)
  }, [])
  const { day, clock } = hotelTime(now, zone)
  return (
    <span className="hotel-clock">
      {dayName(day, language)} <b>{clock}</b> <span className="topbar-word">{t('hotelTime')}</span>
    </span>
  )
}
