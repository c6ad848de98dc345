import gate from '@brand/art/empty-gate.svg'
import { changeWish, filtersOn, noFilters, useWish } from '../../finding/wish.ts'
import { go } from '../../go.ts'
import { Button, Empty } from '../../kit/index.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Nothing fits: what to let go of first, nearest to what was asked. */
export function NothingFound({ onDates }: { onDates: () => void }) {
  const t = useTexts(list)
  const wish = useWish()
  const narrowed = filtersOn(wish) > 0 || wish.q !== ''
  return (
    <Empty picture={gate} title={t('nothing')} text={t(narrowed ? 'nothingNarrowed' : 'nothingHere')} role="status">
      {narrowed ? (
        <Button onTap={() => changeWish({ ...noFilters, q: '' })}>{t('letGo')}</Button>
      ) : (
        <Button onTap={() => go('city', { from: 'list' })}>{t('otherCity')}</Button>
      )}
      <Button kind="ghost" onTap={onDates}>
        {t('otherDates')}
      </Button>
    </Empty>
  )
}
