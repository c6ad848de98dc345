import { instantOrNull, type Language, textIn } from '../../../contract/format.ts'
import type { AppliedRules } from '../../kernel/cancellation.ts'
import type { CancelPolicy } from './hotel.ts'

/** A policy as it applies to one stay, in one language. */
export function policyView(policy: CancelPolicy, { phases, noShow }: AppliedRules, language: Language) {
  return {
    id: policy.id,
    name: textIn(language, policy.name),
    phases: phases.map(({ from, until, ...outcome }) => ({
      from: instantOrNull(from),
      until: instantOrNull(until),
      ...outcome,
    })),
    noShow,
  }
}
