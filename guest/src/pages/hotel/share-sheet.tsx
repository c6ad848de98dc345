import { useEffect, useState } from 'react'
import { rangeText } from '../../format/days.ts'
import { Button, QrCode, Sheet, View } from '../../kit/index.ts'
import { pageAddress } from '../../platform/address'
import { copyText } from '../../platform/away'
import { useLanguage } from '../../state/language.ts'
import { useTrip } from '../../state/trip.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'

interface ShareSheetProps {
  open: boolean
  onClose: () => void
  name: string
  /** The page with the dates, as `pathTo` makes it. */
  path: string
}

/** On the web: the branch and the dates as a code and as an address. WeChat has a sheet of its own. */
export function ShareSheet({ open, onClose, name, path }: ShareSheetProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { checkIn, checkOut } = useTrip()
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => setCopied(null), [open])
  const address = `${pageAddress().split('#')[0]}#${path}`
  const copy = async () => setCopied(await copyText(address))
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('share')}
      bar={
        <Button size="large" wide icon={copied ? 'check' : 'copy'} onTap={() => void copy()}>
          {t(copied ? 'copied' : 'copyAddress')}
        </Button>
      }
    >
      <View className="hotel-share">
        <View className="hotel-share-code">
          <QrCode text={address} label={t('shareCode')} size={168} />
        </View>
        <View className="h2">{name}</View>
        <View className="s">{rangeText(checkIn, checkOut, language)}</View>
        {copied === false && (
          <View className="s hotel-share-address" role="status">
            {address}
          </View>
        )}
      </View>
    </Sheet>
  )
}
