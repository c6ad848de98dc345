import { fromPrice } from '@contract/format.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Text } from '../elements/base'
import { figureOf, type PriceAs } from './figure.ts'
import './price.css'

export interface PriceProps {
  amountFen: number
  size?: 16 | 20 | 24 | 28
  /** `sum`: to the fen, wherever money moves. `from`: whole yuan with 起. `night`: whole yuan where it comes out even. */
  as?: PriceAs
  /** Only for what a coupon takes off. */
  seal?: boolean
}

/** A price is ink: its size says it, not its colour. */
export function Price({ amountFen, size = 20, as = 'sum', seal }: PriceProps) {
  const t = useTexts(kit)
  const language = useLanguage()
  const { sign, digits } = figureOf(amountFen, as)
  const from = as === 'from' && <Text className="price-from">{t('from')}</Text>
  return (
    <Text className={`price price-${size} ${seal ? 'price-seal' : ''}`}>
      {language === 'en' && from}
      {sign && <Text>{sign}</Text>}
      <Text className="price-sign">¥</Text>
      <Text>{digits}</Text>
      {language === 'zh' && from}
    </Text>
  )
}

/** The list price that is not asked, struck. */
export function Was({ amountFen }: { amountFen: number }) {
  return (
    <Text as="del" className="was">
      {fromPrice(amountFen)}
    </Text>
  )
}
