import { lookAt } from './look.ts'
import { orderScenes } from './order.ts'

lookAt(orderScenes)
