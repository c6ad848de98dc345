import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { Button, Card, Note, ProblemNote, Row, Sheet, View } from '../../kit/index.ts'
import { copyText, handOver } from '../../platform/away'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

interface Made {
  name: string
  text: string
  counts: { orders: number; coupons: number; favourites: number }
}

export interface DataSheetProps {
  open: boolean
  onClose: () => void
  onCloseAccount: () => void
}

/** The member's data: made first, handed over by a tap of its own, as WeChat gives files only straight after one. */
export function DataSheet({ open, onClose, onCloseAccount }: DataSheetProps) {
  const t = useTexts(me)
  const [made, setMade] = useState<Made | null>(null)
  const make = useAct(async () => setMade(await madeOf()))
  useEffect(() => {
    if (!open) return
    setMade(null)
    make.clear()
  }, [open])
  return (
    <Sheet open={open} onClose={onClose} title={t('dataTitle')} note={t('dataNote')}>
      <View className="gutter me-sheet">
        {made ? (
          <HandedOver of={made} />
        ) : (
          <Card plain>
            <Row icon={make.running ? 'refresh' : 'dl'} onTap={make.run}>
              <View>{t('export')}</View>
              <View className="xs">{t('exportText')}</View>
            </Row>
            <Row icon="trash" onTap={onCloseAccount}>
              <View>{t('close')}</View>
              <View className="xs">{t('closeText')}</View>
            </Row>
          </Card>
        )}
        {make.failure && <ProblemNote failure={make.failure} />}
      </View>
    </Sheet>
  )
}

function HandedOver({ of: { name, text, counts } }: { of: Made }) {
  const t = useTexts(me)
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
  return (
    <>
      <View role="status">{t('exportMade', counts)}</View>
      <View className="me-ways">
        <Button
          kind="soft"
          icon="dl"
          wide
          onTap={() => {
            handOver({ name, text }).then(
              () => setState('ready'),
              () => setState('failed'),
            )
          }}
        >
          {t('exportSave')}
        </Button>
        <Button
          kind="soft"
          icon={state === 'copied' ? 'check' : 'copy'}
          wide
          onTap={() => void copyText(text).then((copied) => setState(copied ? 'copied' : 'failed'))}
        >
          {t(state === 'copied' ? 'exportCopied' : 'exportCopy')}
        </Button>
      </View>
      {state === 'failed' && (
        <Note kind="bad" role="alert">
          {t('exportFailed')}
        </Note>
      )}
    </>
  )
}

async function madeOf(): Promise<Made> {
  const data = await call(calls.exportMe)
  const { orders, coupons, favourites } = data
  return {
    name: `yizhan-${data.exportedAt.slice(0, 10)}.json`,
    text: JSON.stringify(data, null, 2),
    counts: { orders: orders.length, coupons: coupons.length, favourites: favourites.length },
  }
}
