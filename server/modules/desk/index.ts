export { type DeskRoutesDeps, deskRoutes } from './admin.routes.ts'
