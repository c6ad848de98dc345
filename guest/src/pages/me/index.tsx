import { useState } from 'react'
import { useShownAgain } from '../../api/use-shown-again.ts'
import { Button, Note, Page, View } from '../../kit/index.ts'
import { useSession } from '../../state/session.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useAboutMe } from './about-me.ts'
import { CloseSheet } from './close-sheet.tsx'
import { DataSheet } from './data-sheet.tsx'
import { Figures } from './figures.tsx'
import { Hero } from './hero.tsx'
import './index.css'
import { LanguageSheet } from './language-sheet.tsx'
import { NameSheet } from './name-sheet.tsx'
import { NextTrip } from './next-trip.tsx'
import { PhoneSheet } from './phone-sheet.tsx'
import { Rows } from './rows.tsx'
import { ServiceSheet } from './service-sheet.tsx'
import { SignOutSheet } from './sign-out-sheet.tsx'

export type SheetName = 'name' | 'phone' | 'language' | 'data' | 'close' | 'service' | 'signOut'

export default function Me() {
  const t = useTexts(me)
  const { member } = useSession()
  const about = useAboutMe()
  useShownAgain(about)
  const [sheet, setSheet] = useState<SheetName | null>(null)
  const [bye, setBye] = useState<'closed' | 'left' | null>(null)
  const shut = () => setSheet(null)
  const trip = about.value?.trip ?? null
  return (
    <Page title={t('title')} tab="me" nav="none">
      <Hero nights={about.value?.nights} onName={() => setSheet('name')} />
      <View className="me-body">
        {member && <Figures of={about} />}
        {trip && <NextTrip order={trip} />}
        {bye && !member && (
          <View className="me-part">
            <Note kind="good" role="status">
              {t(bye)}
            </Note>
          </View>
        )}
        <Rows onOpen={setSheet} />
        {member && (
          <Button kind="ghost" className="me-sign-out" onTap={() => setSheet('signOut')}>
            {t('signOut')}
          </Button>
        )}
      </View>
      {member && <NameSheet open={sheet === 'name'} onClose={shut} />}
      {member && <PhoneSheet open={sheet === 'phone'} onClose={shut} />}
      <LanguageSheet open={sheet === 'language'} onClose={shut} />
      <ServiceSheet open={sheet === 'service'} onClose={shut} trip={trip} />
      <DataSheet open={sheet === 'data'} onClose={shut} onCloseAccount={() => setSheet('close')} />
      <CloseSheet
        open={sheet === 'close'}
        onClose={shut}
        coupons={about.value?.coupons.n ?? 0}
        onClosed={() => setBye('closed')}
      />
      <SignOutSheet open={sheet === 'signOut'} onClose={shut} onLeft={() => setBye('left')} />
    </Page>
  )
}
