import { emailAtMost, invoiceTitleAtMost } from '@contract/bounds.ts'
import { money } from '@contract/format.ts'
import type { GuestOrder } from '@contract/guest/orders.ts'
import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { BottomBar, Button, Card, Chips, Field, ProblemNote, Tap, View } from '../../kit/index.ts'
import { invoices } from '../../texts/invoices.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { bodyOf, type FormFaults, faultsOf, type InvoiceForm } from './invoice-form.ts'
import { forgetTitles, keepTitle, keptTitles } from './kept-titles.ts'
import type { Invoice } from './order-invoice.tsx'
import { plainTaxNumber } from './tax-number.ts'

export interface AskFormProps {
  order: GuestOrder
  /** What was asked for before, to be changed. */
  asked: Invoice | null
  onDone: (invoice: Invoice) => void
  onKeep: () => void
  /** It was issued while the guest wrote. */
  onIssued: () => void
}

/** Asks for an invoice or corrects it. Faults show beside their fields once the guest has tried to send. */
export function AskForm({ order, asked, onDone, onKeep, onIssued }: AskFormProps) {
  const t = useTexts(invoices)
  const [form, setForm] = useState<InvoiceForm>(() => (asked ? formOf(asked) : (keptTitles()[0] ?? blank)))
  const [tried, setTried] = useState(false)
  const change = (part: Partial<InvoiceForm>) => setForm({ ...form, ...part })
  const faults = tried ? faultsOf(form) : {}
  const send = useAct(async () => {
    const invoice = await call(calls.askInvoice, { params: { id: order.id }, body: bodyOf(form) })
    keepTitle({ ...form, ...bodyOf(form), taxNumber: bodyOf(form).taxNumber ?? '' })
    onDone(invoice)
  })
  const trySending = () => {
    setTried(true)
    if (Object.keys(faultsOf(form)).length === 0) send.run()
  }
  return (
    <>
      {!asked && <UsedBefore now={form} onChoose={setForm} />}
      <Card className="invoices-form">
        <View>
          <View className="field-label invoices-label">{t('kind')}</View>
          <Chips
            label={t('kind')}
            items={[
              { name: 'company', word: t('company') },
              { name: 'person', word: t('person') },
            ]}
            chosen={[form.kind]}
            onToggle={(kind) => change({ kind })}
          />
        </View>
        <Fields form={form} faults={faults} onChange={change} onDone={trySending} />
      </Card>
      {send.failure && <ProblemNote failure={send.failure} />}
      {send.failure?.code === 'invoice_issued' && (
        <Button kind="soft" onTap={onIssued}>
          {t('issuedTitle')}
        </Button>
      )}
      <View className="invoices-room" />
      <BottomBar>
        {asked && (
          <Button kind="ghost" size="large" onTap={onKeep}>
            {t('keep')}
          </Button>
        )}
        <Button size="large" wide busy={send.running} onTap={trySending}>
          {send.running
            ? t('sending')
            : asked
              ? t('change')
              : t('send', { money: money(order.paidFen - order.refundedFen) })}
        </Button>
      </BottomBar>
    </>
  )
}

interface FieldsProps {
  form: InvoiceForm
  faults: FormFaults
  onChange: (part: Partial<InvoiceForm>) => void
  onDone: () => void
}

const taxWords = {
  missing: 'taxMissing',
  letters: 'taxLetters',
  length: 'taxLength',
  lookalike: 'taxLookalike',
  check: 'taxCheck',
} as const

function Fields({ form, faults, onChange, onDone }: FieldsProps) {
  const t = useTexts(invoices)
  const company = form.kind === 'company'
  return (
    <>
      <Field
        label={t(company ? 'titleCompany' : 'titlePerson')}
        value={form.title}
        onChange={(title) => onChange({ title })}
        maxLength={invoiceTitleAtMost}
        autoComplete={company ? 'organization' : 'name'}
        error={faults.title && t('titleMissing')}
      />
      {company && (
        <Field
          label={t('taxNumber')}
          value={form.taxNumber}
          onChange={(taxNumber) => onChange({ taxNumber })}
          maxLength={30}
          hint={t('taxNumberHint')}
          error={faults.taxNumber && t(taxWords[faults.taxNumber], { n: plainTaxNumber(form.taxNumber).length })}
        />
      )}
      <Field
        label={t('email')}
        kind="email"
        value={form.email}
        onChange={(email) => onChange({ email })}
        onDone={onDone}
        maxLength={emailAtMost}
        autoComplete="email"
        hint={t('emailHint')}
        error={faults.email && t(faults.email === 'missing' ? 'emailMissing' : 'emailWrong')}
      />
    </>
  )
}

/** Titles of this device: one tap fills the form. */
function UsedBefore({ now, onChoose }: { now: InvoiceForm; onChoose: (form: InvoiceForm) => void }) {
  const t = useTexts(invoices)
  const [kept, setKept] = useState(keptTitles)
  if (kept.length === 0) return null
  const nameOf = ({ kind, title }: InvoiceForm) => `${kind} ${title}`
  return (
    <View>
      <View className="between">
        <View className="s">{t('usedBefore')}</View>
        <Tap
          className="s invoices-forget"
          onTap={() => {
            forgetTitles()
            setKept([])
          }}
        >
          {t('forget')}
        </Tap>
      </View>
      <Chips
        label={t('usedBefore')}
        items={kept.map((form) => ({ name: nameOf(form), word: form.title }))}
        chosen={[nameOf(now)]}
        onToggle={(name) => {
          const chosen = kept.find((form) => nameOf(form) === name)
          if (chosen) onChoose(chosen)
        }}
      />
    </View>
  )
}

const blank: InvoiceForm = { kind: 'company', title: '', taxNumber: '', email: '' }

function formOf({ title, taxNumber, email }: Invoice): InvoiceForm {
  return { kind: taxNumber === null ? 'person' : 'company', title, taxNumber: taxNumber ?? '', email }
}
