import { useState } from 'react'
import { momentText } from '../../format/days.ts'
import { go } from '../../go.ts'
import { Button, Card, Mark, Row, View } from '../../kit/index.ts'
import { copyText } from '../../platform/away'
import { useLanguage } from '../../state/language.ts'
import { invoices } from '../../texts/invoices.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Invoice } from './order-invoice.tsx'

/** An invoice that was asked for: on its way and still to be changed, or issued with its number. */
export function InvoiceDetails({ of: invoice, zone, onEdit }: { of: Invoice; zone: string; onEdit: () => void }) {
  const t = useTexts(invoices)
  const language = useLanguage()
  const { title, taxNumber, email, askedAt, issuedNumber, issuedAt } = invoice
  const at = issuedAt ? momentText(issuedAt, { zone, language }) : ''
  return (
    <>
      <Card>
        <Mark colour={issuedNumber ? 'pine' : 'amber'}>{t(issuedNumber ? 'issued' : 'toIssue')}</Mark>
        <View as="h2" className="h2 invoices-state">
          {t(issuedNumber ? 'issuedTitle' : 'waitTitle')}
        </View>
        <View className="s">{issuedNumber ? t('issuedText', { at, email }) : t('waitText')}</View>
        {issuedNumber && <IssuedNumber number={issuedNumber} />}
      </Card>
      <Card plain className="invoices-details">
        <Row name={t('detailTitle')}>{title}</Row>
        {taxNumber && <Row name={t('detailTax')}>{taxNumber}</Row>}
        <Row name={t('detailEmail')}>{email}</Row>
        <Row name={t('detailAsked')}>{momentText(askedAt, { zone, language })}</Row>
      </Card>
      <View className="invoices-buttons">
        <Button kind="ghost" wide onTap={() => go('order', { id: invoice.orderId })}>
          {t('order')}
        </Button>
        {!issuedNumber && (
          <Button kind="soft" icon="edit" wide onTap={onEdit}>
            {t('edit')}
          </Button>
        )}
      </View>
    </>
  )
}

function IssuedNumber({ number }: { number: string }) {
  const t = useTexts(invoices)
  const [copied, setCopied] = useState(false)
  return (
    <View className="between invoices-number">
      <View className="h3 invoices-name">{t('number', { number })}</View>
      <Button
        kind="soft"
        icon={copied ? 'check' : 'copy'}
        label={t('copyNumber')}
        onTap={() => void copyText(number).then(setCopied)}
      >
        {t(copied ? 'copied' : 'copyNumber')}
      </Button>
    </View>
  )
}
