import { bookingScenes } from './booking.ts'
import { lookAt } from './look.ts'

lookAt(bookingScenes)
