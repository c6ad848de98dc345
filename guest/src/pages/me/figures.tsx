import type { Answer } from '../../api/use-call.ts'
import { pathTo } from '../../go.ts'
import { ProblemNote, View, Way } from '../../kit/index.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { AboutMe } from './about-me.ts'

const figures = [
  { name: 'coupons', path: pathTo('coupons') },
  { name: 'favourites', path: pathTo('favourites') },
  { name: 'toInvoice', path: pathTo('invoices') },
] as const

/** How many coupons, favourites and stays to invoice the member has; each leads to its page. */
export function Figures({ of }: { of: Answer<AboutMe> }) {
  const t = useTexts(me)
  return (
    <>
      <View as="ul" className="card me-figures">
        {figures.map(({ name, path }) => {
          const count = of.value?.[name]
          const n = count ? (count.more ? t('more', { n: count.n }) : String(count.n)) : t('unknown')
          return (
            <View as="li" key={name} className="me-figure">
              <Way className="me-figure-way" path={path}>
                <View className="me-figure-n">{n}</View>
                <View className="s">{t(name)}</View>
              </Way>
            </View>
          )
        })}
      </View>
      {of.failure && (
        <View className="me-part">
          <ProblemNote failure={of.failure} />
        </View>
      )}
    </>
  )
}
