export { jobKey } from '@jobs/domain/job-key';
