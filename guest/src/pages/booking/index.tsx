import { Page } from '../../kit/index.ts'
import { booking } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Booking() {
  const t = useTexts(booking)
  return <Page title={t('title')}>{null}</Page>
}
