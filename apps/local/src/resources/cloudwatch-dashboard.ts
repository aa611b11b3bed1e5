import * as z from 'zod/mini';
import { resourceType, withoutLocalMeaning } from './resource-type.ts';

const unmeasured = withoutLocalMeaning('nothing is measured');

/** `AWS::CloudWatch::Dashboard`: nothing is measured here, so a dashboard is only a name. */
export const cloudWatchDashboard = resourceType({
  type: 'AWS::CloudWatch::Dashboard',
  properties: z.strictObject({
    DashboardBody: unmeasured,
    DashboardName: unmeasured,
  }),
  identify: ({ property, physicalName }) => ({ ref: property('DashboardName') ?? physicalName(255), attributes: {} }),
});
