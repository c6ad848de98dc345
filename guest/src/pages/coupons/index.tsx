import { Page, SignedIn } from '../../kit/index.ts'
import { coupons } from '../../texts/coupons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './index.css'
import { MyCoupons } from './my-coupons.tsx'

export default function Coupons() {
  const t = useTexts(coupons)
  return (
    <Page title={t('title')}>
      <SignedIn>
        <MyCoupons />
      </SignedIn>
    </Page>
  )
}
