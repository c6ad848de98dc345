import mark from '@brand/art/mark.svg'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { call, calls } from '../api/call.ts'
import { failureOf } from '../api/failure.ts'
import { queryClient } from '../api/queries.ts'
import { Icon } from '../kit/icon.tsx'
import { sessionStore, useMay, useStaff } from '../state/session.ts'
import { frame } from '../texts/frame.ts'
import { useTexts } from '../texts/use-texts.ts'
import { words } from '../texts/words.ts'
import { pageGroups } from './pages.ts'

/** The pages one may see, and who one is. On a narrow screen only its icons. */
export function Sider() {
  const t = useTexts(frame)
  const may = useMay()
  return (
    <div className="sider">
      <div className="sider-brand">
        <img src={mark} alt="" width={28} height={28} />
        <span className="sider-word">{t('brand')}</span>
      </div>
      <nav aria-label={t('menu')}>
        {pageGroups.map(({ text, pages }) => {
          const mine = pages.filter(({ permission }) => may(permission))
          if (mine.length === 0) return null
          return (
            <section key={text} aria-label={t(text)}>
              <p className="sider-group" aria-hidden="true">
                {t(text)}
              </p>
              <ul>
                {mine.map((page) => (
                  <li key={page.path}>
                    <Link to={page.path} className="sider-page" title={t(page.text)}>
                      <Icon name={page.icon} />
                      <span className="sider-word">{t(page.text)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </nav>
      <Me />
    </div>
  )
}

const roleTexts = {
  owner: 'role_owner',
  manager: 'role_manager',
  desk: 'role_desk',
  finance: 'role_finance',
  operator: 'role_operator',
} as const

function Me() {
  const t = useTexts(frame)
  const tw = useTexts(words)
  const { message } = App.useApp()
  const { name, roles } = useStaff()
  const signOut = useMutation({
    mutationFn: () => call(calls.signOutStaff),
    onSuccess: () => {
      queryClient.clear()
      sessionStore.set({ kind: 'out' })
    },
    onError: (error) => {
      // Who is out already is out.
      if (failureOf(error).kind === 'offline') message.error(t('signOutOffline'))
    },
  })
  const names = [...new Set(roles.map(({ role }) => role))].flatMap((role) =>
    role in roleTexts ? [tw(roleTexts[role as keyof typeof roleTexts])] : [],
  )
  return (
    <div className="me">
      <span className="me-face" aria-hidden="true">
        {[...name][0]}
      </span>
      <span className="me-words sider-word">
        <b>{name}</b>
        <span>{names.join(t('comma'))}</span>
      </span>
      <Button
        type="text"
        className="me-out"
        aria-label={t('signOut')}
        title={t('signOut')}
        loading={signOut.isPending && { delay: 200 }}
        icon={<Icon name="out" />}
        onClick={() => signOut.mutate()}
      />
    </div>
  )
}
