import '@brand/tokens.css'
import './base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, Navigate, RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/queries.ts'
import { Gate } from './frame/frame.tsx'
import { Nowhere } from './frame/nowhere.tsx'
import { pageGroups } from './frame/pages.ts'
import { readOrderSearch } from './orders/filters.ts'
import { OrdersPage } from './orders/orders-page.tsx'
import { languageTag, useLanguage } from './state/language.ts'
import { useMay } from './state/session.ts'
import { frame } from './texts/frame.ts'
import { useTexts } from './texts/use-texts.ts'
import { theme } from './theme.ts'

const root = createRootRoute({ component: Gate, notFoundComponent: Nowhere })
const start = createRoute({ getParentRoute: () => root, path: '/', component: FirstPage })
const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  validateSearch: readOrderSearch,
  component: OrdersPage,
})

const router = createRouter({ routeTree: root.addChildren([start, orders]), basepath: '/admin', defaultPreload: false })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** The first page one may see. */
function FirstPage() {
  const may = useMay()
  const page = pageGroups.flatMap(({ pages }) => [...pages]).find(({ permission }) => may(permission))
  return page ? <Navigate to={page.path} replace /> : <Nowhere />
}

function Admin() {
  const language = useLanguage()
  const t = useTexts(frame)
  useEffect(() => {
    document.documentElement.lang = languageTag(language)
    document.title = t('documentTitle')
  }, [language, t])
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? en : zh}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App component={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Admin />
  </StrictMode>,
)
